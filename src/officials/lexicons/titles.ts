/**
 * Words for offices, by what the holder does; the same list reads an office of the catalogue and an article.
 *
 * All languages mixed, folded on loading; `*` stands for any ending, `_` joins words.
 */
export const TITLE_KINDS = [
  'president',
  'premier',
  'foreign minister',
  'minister',
  'monarch',
  'envoy',
  'chief executive',
  'chairman',
  'director',
  'party leader',
  'governor',
  'military',
] as const;

/** One of {@link TITLE_KINDS}. */
export type TitleKind = (typeof TITLE_KINDS)[number];

/** The words of each kind. */
export const TITLE_WORDS: Readonly<Record<TitleKind, string>> = {
  president:
    'president presidents president-elect presidential presidency presidente presidenta présidente presidentes ex-presidente expresidente président présidents präsident* staatschef* staatspräsident* staatsoberhaupt* kommissionspräsident* bundespräsident* machthaber* mandatario* mandatária* mandataria* jefe_de_estado chefe_de_estado chef_de_l_état chef_de_l_etat head_of_state leader líder leaders dirigeant dirigeante dirigente президент* глава_государства главы_государств лидер* 总统 主席 元首 领导人 الرئيس رئيس رئيسة الرئيسة رئيسا الرئيسان زعيم* ruler prezydent* глава_держави глави_держави',
  premier:
    'premier premiers premiê premiê primer_ministro primera_ministra premier_ministre première_ministre primeiro-ministro primeira-ministra prime_minister prime_ministers premierminister* ministerpräsident* regierungschef* chanceler_alemão chancellor kanzler* bundeskanzler* chancelier chancelière jefe_del_gobierno jefa_del_gobierno jefe_de_gobierno chef_du_gouvernement cheffe_du_gouvernement head_of_government canciller_alemán canciller_alemana président_du_conseil présidente_du_conseil премьер* премьер-министр* вице-премьер* канцлер* глава_правительства viceprimer* vice-premiê vicepremier* vice-premier deputy_premier deputy_prime 总理 首相 رئيس_الوزراء رئيسة_الوزراء رئيس_وزراء رئيس_الحكومة المستشار المستشارة مستشار премєр* премєр-міністр* віцепремєр* віце-премєр* wicepremier*',
  'foreign minister':
    'foreign_minister foreign_ministers foreign_secretary secretary_of_state secretário_de_estado secretario_de_estado secrétaire_d_état diplomat* diplomacia diplomatie canciller chanceler außenminister* aussenminister* chefdiplomat* chef_de_la_diplomatie ministre_des_affaires_étrangères ministro_de_relaciones ministro_de_exteriores ministro_de_asuntos_exteriores ministro_das_relações госсекретар* министр_иностранных глава_мид мид дипломат* 外长 外交部长 国务卿 外相 وزير_الخارجية وزيرة_الخارجية وزير_خارجية foreign_affairs state_councilor очільник_мзс глава_мзс мзс szef_msz msz',
  minister:
    'minister ministers minister* ministry ministro ministra ministros exministro exministra ex-ministro ministre ministres ex-ministre minister* secretary undersecretary министр* министерств* экс-министр* наркома 部长 大臣 وزير* وزراء الوزير الوزيرة الوزيران الوزراء міністр* міністерств*',
  monarch:
    'king queen prince princess crown_prince sultan emir amir sheikh sheik cheikh scheich* jeque xeque príncipe principe príncipe_heredero príncipe_herdeiro prince_héritier kronprinz* prinz könig* rey reina rei@pt roi reine emir* király король короля королю принц* наследн* эмир* султан* шейх* 王储 国王 亲王 王子 埃米尔 苏丹 天皇 ولي_العهد الأمير أمير الملك ملك السلطان الشيخ شيخ majesty highness król króla królem księcia książę',
  envoy:
    'envoy envoys ambassador* embajador* embajada ambassadeur* embaixador* botschafter* representative permanent_representative representante représentant* gesandt* sonderbeauftragt* посол посла послу постпред* спецпредставит* посланник* спецпосланник* 大使 特使 代表 سفير* السفير مبعوث* المبعوث مندوب* посла_україни ambasador*',
  'chief executive':
    'chief_executive chief CEO boss head@en chief_executive_officer consejero_delegado director_ejecutivo PDG patron patronne p-dg directeur_général presidente-executivo executivo-chefe chefe jefe jefa vorstandschef* vorstandsvorsitzende* konzernchef* unternehmenschef* firmenchef* chef chefin гендиректор* генеральн*_директор* глава главы главе главу главой главного руководител* исполнительн*_директор* топ-менеджер* 总裁 首席执行官 行政总裁 掌门人 负责人 الرئيس_التنفيذي رئيس_الشركة رئيس_شركة رئيس_المجموعة المدير_التنفيذي managing_director group_chief очільник* гендиректор* prezes* szef szefa szefem szefowi szefowa',
  chairman:
    'chairman chairwoman chair@en chairperson presidente_del_consejo président_du_conseil_d_administration aufsichtsratschef* aufsichtsratsvorsitzende* vorsitzende* председател* предправлени* зампред* spiker speaker 董事长 主席 会长 议长 委员长 رئيس_مجلس رئيس_مجلس_الإدارة',
  director:
    'director director_general directora directeur directrice diretor diretora diretor-geral generaldirektor* direktor* leiter leiterin secretary-general secretary_general managing_director secretario_general secrétaire_général secretário-geral generalsekretär* гендиректор* директор* генсек* генеральн*_секретар* начальник* 总干事 局长 主任 秘书长 署长 مدير* المدير المدير_العام مدير_عام أمين_عام الأمين_العام',
  'party leader':
    'general_secretary party_leader party_chief secretario_general generalsekretär* генсек* лидер_партии 总书记 书记 党主席 الأمين_العام',
  governor:
    'governor* gobernador* gouverneur* governador* gouverneur* notenbankchef* глава_центробанка глава_цб губернатор* 州长 省长 行长 محافظ* المحافظ central_bank',
  military:
    'general@en admiral marshal commander chief_of_staff générale amiral almirante генерал* адмирал* маршал* главнокомандующ* 司令 上将 将军 الجنرال الفريق اللواء المشير',
};
