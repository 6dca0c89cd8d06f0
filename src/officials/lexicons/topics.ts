/**
 * Words that tell what an article is about, as far as they speak for an official or for a namesake.
 *
 * All languages mixed, folded on loading; `*` stands for any ending, `_` joins words, `@pt` keeps a word to one language,
 * and a word in capitals counts only where the article prints capitals.
 */

/** What speaks for a namesake. */
export const AGAINST_TOPICS = {
  sport:
    'tennis football footballer soccer goalkeeper striker midfielder defender winger coach@en coached tournament semifinal semi-final quarterfinal final@en final@es final@pt final@de finals@en grand_slam us_open wimbledon roland_garros open_de champions_league league@en cup@en medal medallist olympic* scorer scored@en goalscorer playoff* NBA NHL NFL MLB FIFA UEFA ATP WTA boxer boxing knockout@en title_fight jockey cyclist marathon sprinter racket racquet straight_sets world_number grand_prix formula_1 pitcher quarterback hat-trick ' +
    'tenis tenista fútbol futbol futbolista delantero portero mediocampista defensa_central entrenador partido_de_fútbol torneo semifinal semifinales cuartos_de_final copa@es copa@pt liga@es liga@pt campeón campeona campeonato medalla olímpic* gol@es goles@es anotó boxeador boxeo asalto noquea nocaut púgil pelota ciclista club_de_fútbol PSG fichaje ' +
    'futebol futebolista jogador jogadora atacante goleiro zagueiro técnico@pt time@pt torneio campeonato bicampeonato tricampeonato campeão campeã taça partida_de_futebol treinador golo gols marcou@pt santos_de_pelé ' +
    'joueur joueuse footballeur attaquant gardien_de_but milieu_de_terrain défenseur entraîneur tournoi demi-finale finale@fr finale@de sacre@fr championnat ligue@fr coupe@fr médaille but@fr buts@fr marqué@fr sélectionneur boxeur cycliste olympiakos ' +
    'fußball* fussball* fußballer* spieler@de stürmer@de torwart torhüter mittelfeldspieler verteidiger trainer@de meistertrainer turnier halbfinale viertelfinale pokal* dfb-pokal bundesliga meisterschaft meister@de weltmeister* tor@de tore@de treffer@de elfmeter boxer radprofi olympia* weltcup ' +
    'теннис* футбол* нападающ* вратар* полузащитник* защитник_клуба тренер* матч* турнир* полуфинал* финал* кубок* кубка чемпион* лига лиги лиге медал* олимпи* гол голы забил* обыграл* сет сета сетов боксёр* бокс хоккей* хоккеист* форвард* фигурист* ракетк* us_open шлем* ' +
    '网球 足球 球员 球星 选手 前锋 门将 后卫 教练 锦标赛 冠军 亚军 决赛 半决赛 联赛 奖牌 奥运 进球 夺冠 美网 法网 温网 澳网 击败 拳击 球队 世界杯 夺得 大满贯 ' +
    'تنس كرة_القدم كرة لاعب لاعبة مهاجم حارس_مرمى مدافع مدرب بطولة البطولة نهائي النهائي نصف_نهائي دوري الدوري كأس لقب اللقب هدف_الفوز هدفا سجل ميدالية أولمبي* مباراة المباراة ملاكم* مجموعات بطل البطل منتخب المنتخب فيورنتينا أولمبياكوس فوز_فريق',
  culture:
    'actor actress singer musician band album concert@en film@en movie novel novelist poet playwright painter artist comedian filmmaker theatre theater premiere_of bestseller oscar grammy ' +
    'actriz cantante músico álbum concierto película novela novelista escritor escritora poeta pintor pintora cineasta cervantes premio_cervantes telenovela ' +
    'acteur actrice chanteur chanteuse musicien écrivain romancier poète peintre cinéaste théâtre roman@fr ' +
    'ator@pt atriz cantor cantora músico escritor romance@pt romancista cineasta novela_das ' +
    'schauspieler* sänger* musiker* schriftsteller* dichter* maler@de regisseur* roman@de film kino theater ' +
    'актёр* актер* актрис* певец певица певц* музыкант* писател* поэт* драматург* режиссёр* режиссер* художник* роман спектакл* театр* фильм* кино альбом* ' +
    '演员 歌手 作家 诗人 导演 画家 电影 小说 专辑 演唱会 ' +
    'ممثل_سينمائي الممثلة مغني المغني فنان الفنان كاتب الكاتب الروائي روائي شاعر الشاعر مخرج فيلم رواية محاضرة',
  nature:
    'squid species@en cientistas biologist* archaeolog* fossil* ruins excavat* dinosaur* arqueólog* arqueolog* archäolog* ausgrab* fouilles археолог* раскоп* 考古 化石 物种 آثار ' +
    'animal@pt animal@es животн* lula-gigante calamar* kalmar* volcano asteroid hurricane',
  consumer:
    'beer brewer brewery brewing budweiser whisky wine restaurant recipe dish@en perfume brand@en cerveza cervecera cerveja cervejaria bière brasserie bier brauerei пиво пивной пивоварен* марки бренд* ресторан* 啤酒 餐厅 品牌 بيرة مطعم jeweller jewelry joyero diamond_trader frites',
} as const;

/** One of the topics. */
export type AgainstTopic = keyof typeof AGAINST_TOPICS;

/** What makes an article one about public affairs, and so speaks, weakly, for an official. */
export const PUBLIC_AFFAIRS =
  'sign@en signs@en signed@en signing@en firma@es firman@es firmó@es firmaron@es firmar@es rubric* suscrib* signe@fr signent@fr signé@fr signature assina@pt assinam@pt assinou@pt assinaram@pt unterzeichn* unterschr* подпис* 签署 签订 签约 يوقع وقع وقّع يوقعان ' +
  'visits@en visited@en visiting@en arrives@en arrived@en travels@en travelled@en flies@en meets@en met@en viaja@es viajó@es viajará@es llega@es llegó@es aterriza@es visita@es visitó@es recibe@es recibió@es arrive@fr rencontre@fr reçu@fr reçoit@fr viaja@pt viajou@pt chega@pt chegou@pt reúne@pt recebe@pt recebeu@pt reist@de reiste@de besucht@de trifft@de traf@de empfängt@de прилет* прибы* приехал* посети* встрет* провёл@ru провел@ru 抵达 出访 到访 会晤 举行会谈 يصل وصل يزور زار يلتقي التقى يستقبل استقبل ' +
  'summit talks treaty pact accord accords agreement agreements diplomacy diplomatic sanction* parliament senate congress cabinet government governments election elections vote votes ministers delegation state_visit visit visits bilateral ceasefire NATO brics opec  g7 g20 apec UN EU IMF embassy law@en bill@en budget troops war nuclear pipeline reactor oil gas LNG crude energy kremlin referendum regime opposition oligarch* ' +
  'cumbre conversaciones tratado pacto acuerdo acuerdos diplom* sancion* parlamento senado congreso gabinete gobierno gobiernos elecciones delegación visita bilateral OTAN ONU UE embajada ley@es decreto petróleo petrolera crudo gasoducto nuclear guerra oposición gira presupuesto ' +
  'sommet pourparlers traité accord accords diplom* sanction* parlement sénat assemblée gouvernement gouvernements élection élections délégation visite bilatéral* OTAN ONU UE ambassade loi@fr pétrole gaz gazoduc nucléaire guerre voix opep réforme retraites ' +
  'cúpula cimeira tratado acordo acordos sanções sanção governo eleições eleição parlamento senado congresso delegação visita onu OTAN embaixada lei@pt petróleo petroleira gás nuclear guerra oposição ministério arcabouço mercosul opep ' +
  'gipfel* gespräche vertrag verträge abkommen vereinbarung* sanktion* parlament* bundestag unterhaus regierung* wahl wahlen staatsbesuch besuch NATO UNO EU botschaft gesetz* haushalt öl gas pipeline* atom* krieg* opposition rentenreform* reform* opec ' +
  'саммит* переговор* договор* соглашен* контракт* дипломат* санкци* парламент* дум* правительств* выборы выборах выборов делегаци* визит* двусторонн* НАТО брикс опек ЕС ООН посольств* закон* бюджет* нефт* газ* газопровод* аэс атомн* войн* оппозици* указ* кабинет* ' +
  '峰会 会谈 会见 条约 协议 合同 外交 制裁 议会 国会 内阁 政府 选举 投票 代表团 国事访问 访问 访华 双边 北约 联合国 欧盟 金砖 石油 天然气 核电 管道 总统府 战争 法案 预算 军事 ' +
  'قمة القمة مباحثات محادثات معاهدة اتفاق اتفاقية اتفاقا اتفاقات دبلوماس* عقوبات برلمان البرلمان حكومة الحكومة انتخابات الانتخابات الأصوات ولاية وفد زيارة الزيارة ثنائي* الناتو الأمم_المتحدة أوبك النفط الغاز نووي* النووية حرب الحرب قانون الميزانية مفاوضات القرار مذكرة صفقة توقيع ' +
  'зустрі* візит* угод* підпис* саміт* уряд* прибу* відвіда* розмов* війн* нафт* домовлен* spotka* wizyt* umow* podpis* szczyt* rząd* przyby* przylecia* rozmow* wojn* ropociąg* gazociąg*';

/** Callings that, right before or after a name, say that another person is meant. */
export const OTHER_CALLINGS =
  'actor actress singer boxer tennis_player footballer player coach@en pastor priest preacher rabbi imam bishop writer novelist poet playwright painter musician rapper comedian filmmaker jeweller jeweler tycoon_jeweller striker midfielder goalkeeper defender cyclist swimmer cook professor surgeon astronomer biologist youtuber influencer blogger fighter@en mercenary astronaut dancer guitarist rower skater gymnast teenager schoolboy pensioner farmer baker hairdresser composer sculptor architect philosopher ' +
  'compositor@es compositora@es escultor arquitecto filósofo compositor@pt arquiteto compositeur sculpteur architecte philosophe komponist komponistin bildhauer architekt philosoph schlagersänger schlagersängerin opernsänger opernsängerin popsänger rocksänger filmregisseur theaterregisseur kinderbuchautor композитор* скульптор* архитектор* философ* купец купца солист* солистк* 作曲家 建筑师 哲学家 الملحن ' +
  'actriz cantante boxeador tenista futbolista jugador jugadora entrenador escritor escritora novelista poeta pintor músico cineasta delantero portero sacerdote obispo profesor médico ciclista torero ' +
  'acteur actrice chanteur chanteuse boxeur joueur joueuse entraîneur écrivain romancier poète peintre musicien cinéaste attaquant gardien pasteur prêtre évêque cycliste nageur ' +
  'ator@pt atriz cantor cantora boxeador jogador jogadora atacante goleiro técnico treinador escritor escritora pintor cineasta padre bispo médico ' +
  'schauspieler schauspielerin sänger sängerin boxer tennisprofi tennisspieler fußballer spieler spielerin stürmer torwart trainer schriftsteller schriftstellerin dichter maler musiker regisseur pfarrer bischof radprofi juwelier ' +
  'актёр* актер* актрис* певец певица певца певицы боксёр* теннисист* футболист* хоккеист* тренер* писател* поэт* драматург* художник* музыкант* режиссёр* режиссер* нападающ* вратар* пастор* священник* епископ* блогер* гонщик* пловец* ' +
  '演员 歌手 拳击手 网球选手 网球名将 球员 球星 教练 作家 诗人 导演 画家 牧师 神父 主教 前锋 门将 ' +
  'ممثل الممثل الممثلة مغني المغني المغنية لاعب اللاعب اللاعبة ملاكم الملاكم مدرب المدرب كاتب الكاتب الروائي الشاعر المخرج الفنان مهاجم المهاجم حارس القس الأسقف';

/** Things that bear a person's name: right before it, or right after. */
export const NAMED_THINGS =
  'airport stadium street avenue boulevard bridge university library museum foundation prize award tanker vessel ship icebreaker yacht frigate academy hospital school square institute@en brewery winery vineyard hotel restaurant castle chapel cathedral theatre theater gallery lake valley glacier inc ltd llc gmbh plc USS HMS carrier@en destroyer highway road@en expressway pharma holding holdings motors airlines records@en stadium arena@en ' +
  'aeropuerto estadio calle avenida bulevar puente universidad biblioteca museo fundación premio buque academia plaza cerro río pico bodega bodegas hotel restaurante castillo capilla catedral teatro lago valle autopista carretera paseo@es hijos zapatería panadería buque_escuela ' +
  'aéroport stade rue pont université bibliothèque musée fondation prix navire pétrolier académie hôpital école place@fr château domaine hôtel restaurant chapelle cathédrale théâtre lac vallée quai boulevard autoroute gare lycée collège@fr paquebot frégate porte-avions champagne champagnes maison@fr boulangerie bijouterie ' +
  'aeroporto estádio rua ponte universidade museu fundação prêmio navio academia hospital escola praça vinícola adega castelo capela catedral teatro lago vale@pt rodovia viaduto avenida alameda estação navio-escola padaria joalheria ' +
  'flughafen stadion straße strasse platz brücke universität bibliothek museum stiftung preis schiff tanker schloss burg weingut brauerei hotel kirche dom@de theater see@de tal@de gymnasium klinik frachter containerschiff kreuzfahrtschiff fregatte schulschiff gesamtschule grundschule allee@de ufer@de bräu brauhaus bäckerei@de konditorei ' +
  'аэропорт* стадион* улиц* проспект* мост* университет* библиотек* музе* фонд* преми* танкер* судно ледокол* академи* больниц* школ* площад* имени им винодельн* гостиниц* отел* ресторан* замок замк* театр* озер* долин* шосс* бульвар* набережн* теплоход* крейсер* фрегат* ледокол* лайнер* газовоз* ' +
  '机场 体育场 大学 图书馆 博物馆 基金会 奖 油轮 学院 医院 广场 大街 酒店 酒庄 城堡 剧院 大道 公路 高速公路 大桥 号油轮 号货轮 小学 中学 ' +
  'مطار ملعب استاد شارع جسر جامعة مكتبة متحف جائزة ناقلة سفينة أكاديمية مستشفى مدرسة ميدان فندق قلعة مسرح طريق كورنيش محطة الطريق جادة حديقة سد باخرة فرقاطة';

/** Sectors of an office, recognised from its English title and organisation, and what an article says of them. */
export const SECTOR_WORDS = {
  energy:
    'energy oil crude gas LNG petrole* petroleum pipeline* barrel* refiner* opec  energía petróleo petrolera petroleros crudo gasoducto* barril* opep énergie pétrole pétrolier* gaz gazoduc* energia gás petroleira energie öl erdöl erdgas rohöl gasleitung* pipeline opec нефт* газ газа газу газопровод* энерг* топлив* опек добыч* баррел* производител*_нефти 能源 石油 天然气 原油 油气 欧佩克 الطاقة النفط نفط الغاز غاز أوبك نفطي* برميل',
  agriculture:
    'agricultur* agrarian farming grain wheat agricultura agrario trigo granos agriculture céréales blé landwirtschaft* agrar* getreide сельск* агро* зерн* пшениц* 农业 粮食 小麦 الزراعة الحبوب القمح',
  defence:
    'defence defense military arms weapons army missile* troops defensa ejército armas misil* défense armée armes missile* defesa exército verteidigung* militär* waffen* оборон* минобороны армии армия войск* вооруж* ракет* 国防 国防部 军队 武器 导弹 الدفاع الجيش السلاح الصواريخ',
  finance:
    'finance financ* treasury bank banking bonds debt loan finanzas hacienda banco deuda préstamo finances trésor banque dette finanças fazenda dívida finanz* bank anleihe* kredit* финанс* минфин* банк* долг* кредит* ставк* 财政 金融 银行 贷款 债券 المالية البنك المصرف القرض',
  trade:
    'trade commerce export* import* tariff* industry comercio aranceles industria commerce douane* comércio tarifas indústria handel* zoll* industrie* торгов* экспорт* импорт* пошлин* промышленн* минпромторг* 商务 贸易 关税 出口 工业 التجارة الصادرات الرسوم الصناعة',
  nuclear:
    'nuclear reactor* uranium atomic iaea nucleare* nucléaire réacteur* uranio urânio reator* atom* kernkraft* reaktor* атомн* аэс реактор* уран* 核电 核能 反应堆 铀 نووي* النووية مفاعل* يورانيوم',
} as const;

/** Organisations of many states, whose name differs by language: English name → the names elsewhere. */
export const ORGANISATION_NAMES: Readonly<Record<string, string>> = {
  'international atomic energy agency':
    'IAEA OIEA AIEA IAEO МАГАТЭ 国际原子能机构 原子能机构 الوكالة_الدولية_للطاقة_الذرية الطاقة_الذرية',
  'united nations': 'UN U_N ONU UNO VN ООН 联合国 الأمم_المتحدة',
  'european commission':
    'european_commission EU UE commission_européenne comisión_europea comissão_europeia eu-kommission* kommission commission bruselas bruxelas bruxelles brussels brüssel еврокоми* ЕС еврокомисси* 欧盟 欧盟委员会 المفوضية_الأوروبية المفوضية الاتحاد_الأوروبي',
  'european council':
    'european_council EU UE consejo_europeo conselho_europeu conseil_européen europäischer_rat europäischen_rates eu-rat* eu-ratspräsident* евросовет* европейского_совета ЕС 欧盟 欧洲理事会 المجلس_الأوروبي الاتحاد_الأوروبي',
  nato: 'nato OTAN НАТО 北约 الناتو',
  'international monetary fund': 'IMF FMI IWF МВФ 国际货币基金 صندوق_النقد',
  'european central bank':
    'european_central_bank ECB BCE EZB banco_central_europeo banco_central_europeu banque_centrale_européenne europäische_zentralbank europäischen_zentralbank европейск*_центральн*_банк* ЕЦБ 欧洲央行 欧洲中央银行 البنك_المركزي_الأوروبي المركزي_الأوروبي',
  'european investment bank':
    'european_investment_bank EIB BEI banco_europeo_de_inversiones banco_europeu_de_investimento banque_européenne_d_investissement europäische_investitionsbank europäischen_investitionsbank европейск*_инвестиционн*_банк* ЕИБ 欧洲投资银行 بنك_الاستثمار_الأوروبي',
  'inter-american development bank':
    'IDB BID banco_interamericano_de_desarrollo banco_interamericano_de_desenvolvimento banque_interaméricaine_de_développement interamerikanische_entwicklungsbank межамериканск*_банк* 美洲开发银行 泛美开发银行',
  'african development bank':
    'AfDB BAD BAfD banco_africano_de_desarrollo banco_africano_de_desenvolvimento banque_africaine_de_développement afrikanische_entwicklungsbank африканск*_банк*_развития 非洲开发银行 非开行 البنك_الأفريقي_للتنمية بنك_التنمية_الأفريقي',
  'asian infrastructure investment bank':
    'AIIB BAII asiatische_infrastrukturinvestmentbank АБИИ 亚投行 亚洲基础设施投资银行 البنك_الآسيوي_للاستثمار',
  'asian development bank':
    'asian_development_bank banco_asiático_de_desarrollo banco_asiático_de_desenvolvimento banque_asiatique_de_développement asiatische_entwicklungsbank азиатск*_банк*_развития АБР 亚洲开发银行 亚行 البنك_الآسيوي_للتنمية بنك_التنمية_الآسيوي',
  'league of arab states':
    'arab_league liga_árabe ligue_arabe arabische_liga arabischen_liga лиги_арабских лига_арабских ЛАГ 阿盟 阿拉伯国家联盟 جامعة_الدول_العربية الجامعة_العربية',
  'gulf cooperation council':
    'GCC CCG consejo_de_cooperación_del_golfo conselho_de_cooperação_do_golfo conseil_de_coopération_du_golfe golfkooperationsrat* ССАГПЗ 海合会 海湾合作委员会 مجلس_التعاون التعاون_الخليجي',
  'international energy agency':
    'IEA AIE agencia_internacional_de_la_energía agência_internacional_de_energia agence_internationale_de_l_énergie internationale_energieagentur internationalen_energieagentur международн*_энергетическ*_агентств* МЭА 国际能源署 وكالة_الطاقة_الدولية',
  'world bank': 'world_bank banco_mundial banque_mondiale weltbank всемирн*_банк* 世界银行 البنك_الدولي',
  'new development bank':
    'NDB NBD banco_dos_brics banco_de_los_brics banque_des_brics brics-bank* brics банк_брикс нбр 新开发银行 金砖 بنك_التنمية بريكس',
  opec: 'opec opep   опек 欧佩克 أوبك',
  'world health organization': 'WHO OMS weltgesundheitsorganisation ВОЗ 世卫组织 世界卫生组织 منظمة_الصحة',
  'world trade organization': 'WTO OMC ВТО 世贸组织 منظمة_التجارة',
  'african union':
    'african_union unión_africana union_africaine união_africana afrikanische_union афросоюз* 非盟 الاتحاد_الأفريقي',
  'communist party of china': 'CCP CPC PCCh PCC KPCh кпк 中共 共产党 الحزب_الشيوعي',
  'security council of russia':
    'совбез* security_council consejo_de_seguridad sicherheitsrat* conseil_de_sécurité 安全会议 统一俄罗斯 مجلس_الأمن_الروسي',
};
