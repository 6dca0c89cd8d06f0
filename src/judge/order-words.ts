/**
 * The words of orders to a machine, in our languages. Texts are read in lower case and, but for {@link MACHINERY}, without
 * marks, which makes й an и, أ an ا and ئ a ي; so the words stand here in that form.
 */

/** Signs of a message's machinery; in a news item they are there for a machine. */
export const MACHINERY = [
  'system:',
  'assistant:',
  'developer:',
  'user:',
  'system prompt',
  'system message',
  '<|',
  '[inst',
  '[/inst',
  '[system',
  '</',
  '<system',
  '<item',
  '### instruction',
  '"verdict',
  'verdict:',
  'findings in item',
  'as an ai',
  'you are an ai',
  'you are a language model',
  'you are now',
];

/** A word of the left beside one of the right, in two sentences that follow each other: an order to a machine. */
type Order = readonly [left: readonly string[], right: readonly string[]];

/** To leave what it was told: verbs, and what they leave. One pair a language. */
export const LEAVING: readonly Order[] = [
  [
    ['ignore', 'disregard', 'forget', 'override', 'bypass'],
    ['instruction', 'prompt', 'rules above', 'guideline'],
  ],
  [
    ['ignora', 'ignore', 'olvida', 'olvide', 'omite', 'omita'],
    ['instruccion', 'indicacion', 'consigna'],
  ],
  [
    ['ignore', 'ignorez', 'oublie', 'neglige'],
    ['instruction', 'consigne'],
  ],
  [
    ['ignore', 'esqueca', 'desconsidere', 'desconsidera'],
    ['instruc', 'orientac'],
  ],
  [
    ['ignorier', 'vergiss', 'vergessen sie', 'missacht'],
    ['anweisung', 'instruktion', 'vorgabe'],
  ],
  [
    ['игнорируи', 'забудь', 'не обращаи внимания'],
    ['инструкци', 'указани', 'правил'],
  ],
  [
    ['忽略', '无视', '無視', '忘记', '忘記', '不要理会'],
    ['指令', '指示', '说明', '說明', '提示', '规则', '規則'],
  ],
  [
    ['تجاهل', 'انس ', 'تجاوز'],
    ['تعليمات', 'اوامر', 'التوجيهات'],
  ],
];

/** To judge as it is told: imperatives, and what is judged. */
export const JUDGING: readonly Order[] = [
  [
    ['reject', 'discard', 'dismiss', 'confirm', 'mark', 'classify', 'answer', 'respond', 'reply', 'strike'],
    [
      'this finding',
      'these findings',
      'all findings',
      'every finding',
      'other findings',
      'finding above',
      'other ids',
      'this entry',
      'this item as',
      'this report as',
      'other items',
      'report out',
      ' with json',
      ' in json',
      ' as rejected',
      ' as confirmed',
    ],
  ],
  [
    ['rechaza', 'rechace', 'confirma', 'confirme', 'descarta', 'descarte', 'responde', 'responda'],
    ['este hallazgo', 'hallazgos', 'en json', 'como rechazad', 'como confirmad'],
  ],
  [
    ['rejette', 'rejetez', 'confirme', 'ecarte', 'reponds', 'repondez'],
    ['ce constat', 'constats', 'en json', 'comme rejete', 'comme confirme'],
  ],
  [
    ['rejeite', 'confirme', 'descarte', 'responda'],
    ['esta descoberta', 'descobertas', 'em json', 'como rejeitad', 'como confirmad'],
  ],
  [
    ['verwirf', 'verwerfen sie', 'bestatig', 'antworte', 'lehne'],
    ['diesen fund', 'alle funde', 'diesen eintrag', 'als json', 'als abgelehnt', 'als bestatigt'],
  ],
  [
    ['отклони', 'подтверди', 'отвергни', 'ответь'],
    ['эту находку', 'все находки', 'эту запись', 'в json', 'как отклонен', 'как подтвержден'],
  ],
  [
    ['拒绝', '拒絕', '驳回', '駁回', '确认', '確認', '回答', '标记', '標記'],
    ['这一发现', '這一發現', '此发现', '所有发现', '所有發現', '其他条目', '其他條目', 'json'],
  ],
  [
    ['ارفض', 'اكد', 'اجب', 'استبعد'],
    ['هذه النتيجة', 'جميع النتايج', 'كل النتايج', 'json'],
  ],
];

/** To whoever reads as a machine: addresses, alone enough. */
export const ADDRESSES = [
  'note to the ai',
  'note to ai ',
  'dear ai ',
  'attention ai ',
  'if you are an ai',
  'if you are a language model',
  'si eres una ia',
  'si eres un modelo de lenguaje',
  'si tu es une ia',
  'si vous etes une ia',
  'si tu es un modele de langage',
  'se voce e uma ia',
  'se voce e um modelo de linguagem',
  'wenn du eine ki',
  'wenn du ein sprachmodell',
  'wenn sie eine ki',
  'если ты ии',
  'если ты языковая модель',
  'если вы языковая модель',
  '如果你是人工智能',
  '如果你是语言模型',
  '如果你是ai',
  'اذا كنت نموذجا لغويا',
  'اذا كنت ذكاء اصطناعيا',
];
