/** Usual given names and family names, to tell namesakes; the lists are made by scripts/make-name-lists.ts. */
import lists from './name-lists.generated.json' with { type: 'json' };

/** Usual given names that the generated list lacks. */
const MORE_GIVEN =
  'bettina anke antje heike ute uta renate ulrike anett beate elke irmgard jutta lieselotte steffi uschi waltraud dieter dietmar eckhard gerd gernot guenter hartmut heinrich heinz ingo jochen joerg jorg juergen jurgen klaus reinhard ruediger siegfried thorsten uwe volker wilfried winfried wolfgang colette ghislaine gilberte ginette jeannine laetitia margaux aurelien franck mathieu mickael yann encarnacion montserrat paloma begona ainhoa itziar inaki xabier aitor cleide edson elisangela geraldo giovana graca iracema jacira jussara marilia nair neusa nilton odete otavio raimundo regiane rogerio rosangela rubens sueli valdir vinicius wanderley zelia cherie sanjay rajiv priyanka ' +
  'диана дина инна инга камила карина лилия нелли римма рита снежана софья эвелина элина эльмира эмма давид даниил ильдар клим марат радик рамиль ренат рустам эльдар мелания мелинда хантер брижит шерил ' +
  'خديجه عايشه ليلي رانيا دينا ياسمين سعاد ناديه سميره نجلاء رحاب شيماء لينا نادين عبير غاده';

/** Given names of some 25 countries, folded. */
export const USUAL_GIVEN_NAMES: ReadonlySet<string> = new Set([...lists.given.split(' '), ...MORE_GIVEN.split(' ')]);

/** The most usual of the world's surnames that the generated list lacks. */
const MORE_FAMILIES =
  'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo kim lee park choi jung kang cho yoon jang lim nguyen tran pham ' +
  'novak nowak horvat kovac khan ali ahmed hassan hussein mohammed singh kumar sharma patel gandhi das islam tanaka suzuki sato watanabe ' +
  'новак миллер ким ли ван чжан лю чэнь иванов петров сидоров ковач محمد احمد علي حسن حسين ناصر سلمان خان الناصر الكعبي nasser naser salman kaabi haddad mansour yilmaz kaya demir celik sahin yildiz ozturk aydin arslan dogan';

/** Family names that many bear: alone they say little. */
export const USUAL_FAMILY_NAMES: ReadonlySet<string> = new Set([
  ...lists.family.split(' '),
  ...MORE_FAMILIES.split(' '),
]);
