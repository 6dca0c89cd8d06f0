/** The package ships its zod schemas as plain JavaScript without declarations; `validate.ts` types what it takes. */
declare module 'discord-api-spec/zod';
