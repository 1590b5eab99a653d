"""Words seen printed in ITU documents (D), as the organisation facts must give them.

Taken from covers and texts in Word and PDF; what was seen on web pages only, or inferred, is not
here. A line names where the words must be found: kind, key, cell.
"""

from __future__ import annotations

BODIES = """
ITU en full: International Telecommunication Union (ITU)
ITU fr full: Union internationale des télécommunications (UIT)
ITU es full: Unión Internacional de Telecomunicaciones (UIT)
ITU ru full: Международный союз электросвязи (МСЭ)
ITU zh long: 国际电信联盟
ITU zh acronym: 国际电联
ITU ar long: الاتحاد الدولي للاتصالات
ITU en short: Union
ITU fr short: Union
ITU es short: Unión
ITU ru short: Союз
ITU zh short: 国际电联
ITU ar short: الاتحاد
ITU-R en acronym: ITU-R
ITU-T en acronym: ITU-T
ITU-D en acronym: ITU-D
ITU-R fr acronym: UIT-R
ITU-T fr acronym: UIT-T
ITU-D fr acronym: UIT-D
ITU-R es acronym: UIT-R
ITU-T es acronym: UIT-T
ITU-D es acronym: UIT-D
ITU-R ru acronym: МСЭ-R
ITU-T ru acronym: МСЭ-Т
ITU-D ru acronym: МСЭ-D
ITU-R zh acronym: ITU-R
ITU-T zh acronym: ITU-T
ITU-D zh acronym: ITU-D
ITU-R ar acronym: ITU-R
ITU-T ar acronym: ITU-T
ITU-D ar acronym: ITU-D
ITU-R fr long: Secteur des radiocommunications
ITU-R es long: Sector de Radiocomunicaciones
ITU-T fr long: Secteur de la normalisation des télécommunications
ITU-T es long: Sector de Normalización de las Telecomunicaciones
ITU-T ru long: Сектор стандартизации электросвязи
ITU-T ar long: قطاع تقييس الاتصالات
ITU-D fr long: Secteur du développement des télécommunications
RAG en long: Radiocommunication Advisory Group
RAG fr long: Groupe consultatif des radiocommunications
RAG es long: Grupo Asesor de Radiocomunicaciones
RAG fr acronym: GCR
RAG es acronym: GAR
TSAG en long: Telecommunication Standardization Advisory Group
TSAG fr long: Groupe consultatif de la normalisation des télécommunications
TSAG es long: Grupo Asesor de Normalización de las Telecomunicaciones
TSAG ru long: Консультативная группа по стандартизации электросвязи
TSAG fr acronym: GCNT
TSAG es acronym: GANT
TSAG ru acronym: КГСЭ
TSAG ar full: الفريق الاستشاري لتقييس الاتصالات (TSAG)
TDAG en full: Telecommunication Development Advisory Group (TDAG)
TDAG fr full: Groupe consultatif pour le développement des télécommunications (GCDT)
TDAG es full: Grupo Asesor de Desarrollo de las Telecomunicaciones (GADT)
TDAG ru full: Консультативная группа по развитию электросвязи (КГРЭ)
TDAG ar full: الفريق الاستشاري لتنمية الاتصالات (TDAG)
ISCT en long: Inter-Sector Coordination Team
ISCT en full: Inter-Sector Coordination Team (ISCT) on Issues of Mutual Interest
ISCT fr long: Equipe de coordination intersectorielle
BR en full: Radiocommunication Bureau (BR)
BR es full: Oficina de Radiocomunicaciones (BR)
BR ru full: Бюро радиосвязи (БР)
BR zh long: 无线电通信局
TSB en full: Telecommunication Standardization Bureau (TSB)
TSB ru full: Бюро стандартизации электросвязи (БСЭ)
TSB ar full: مكتب تقييس الاتصالات (TSB)
BDT en full: Telecommunication Development Bureau (BDT)
BDT fr full: Bureau de développement des télécommunications (BDT)
BDT ar full: مكتب تنمية الاتصالات (BDT)
Council en long: Council
Council fr long: Conseil
Council zh long: 理事会
PP fr long: Conférence de plénipotentiaires
PP ru long: Полномочная конференция
PP ru acronym: ПК
PP ar full: مؤتمر المندوبين المفوضين (PP)
WTDC fr long: Conférence mondiale de développement des télécommunications
WTDC fr acronym: CMDT
WTDC ru long: Всемирная конференция по развитию электросвязи
WTDC ru acronym: ВКРЭ
WTDC ar full: المؤتمر العالمي لتنمية الاتصالات (WTDC)
WTSA fr long: Assemblée mondiale de normalisation des télécommunications
WTSA fr acronym: AMNT
WTSA es long: Asamblea Mundial de Normalización de las Telecomunicaciones
WTSA es acronym: AMNT
WTSA ru long: Всемирная ассамблея по стандартизации электросвязи
WTSA ru acronym: ВАСЭ
WTSA ar full: الجمعية العالمية لتقييس الاتصالات (WTSA)
RA fr long: Assemblée des radiocommunications
RA fr acronym: AR
RA es long: Asamblea de Radiocomunicaciones
RA es acronym: AR
WRC fr acronym: CMR
WRC es acronym: CMR
WRC ru acronym: ВКР
WRC ar full: المؤتمر العالمي للاتصالات الراديوية (WRC)
RRB es full: Junta del Reglamento de Radiocomunicaciones (RRB)
RRB ru full: Радиорегламентарный комитет (РРК)
"""

SESSIONS = """
PP 2018 en acronym: PP-18
PP 2018 fr acronym: PP-18
PP 2018 ru acronym: ПК-18
PP 2018 ar acronym: PP-18
WTDC 2017 en acronym: WTDC-17
WTDC 2017 fr acronym: CMDT-17
WTDC 2017 ru acronym: ВКРЭ-17
WTSA 2016 en acronym: WTSA-16
RA 2019 en acronym: RA-19
RA 2019 fr acronym: AR-19
RA 2019 es acronym: AR-19
RA 2019 zh acronym: RA-19
RA 2015 fr acronym: AR-15
WRC 2019 ar acronym: WRC-19
WTDC 2017 en full: World Telecommunication Development Conference 2017 (WTDC-17)
WTDC 2017 fr full: Conférence mondiale de développement des télécommunications de 2017 (CMDT-17)
WTDC 2017 ru full: Всемирная конференция по развитию электросвязи 2017 года (ВКРЭ-17)
Council 2018 zh acronym: 理事会2018年会议
"""

PLACES = """
geneva: fr Genève; es Ginebra; ru Женева; zh 日内瓦; ar جنيف
dubai: fr Dubaï; ru Дубай; zh 迪拜; ar دبي
busan: fr Busan; ru Пусан; zh 釜山; ar بوسان
kigali: ar كيغالي
buenos-aires: fr Buenos Aires; ru Буэнос-Айрес; ar بوينس آيرس
hammamet: es Hammamet; ar الحمامات
guadalajara: fr Guadalajara; ru Гвадалахара
antalya: fr Antalya
sharm-el-sheikh: es Sharm el-Sheikh; zh 沙姆沙伊赫; ar شرم الشيخ
"""

COUNTRIES = """
CH: fr Suisse; es Suiza; ru Швейцария; ar سويسرا
IT: en Italy
RU: en Russian Federation; fr Fédération de Russie; ru Российская Федерация
KG: fr Kirghizistan
US: fr Etats-Unis; ar الولايات المتحدة
"""

OFFICES = """
vice-chair masculine: ru заместитель Председателя; zh 副主席
vice-chair feminine: es Vicepresidenta
secretary-general masculine: en Secretary-General; zh 秘书长
director masculine: fr Directeur; es Director; ru Директор; zh 主任; ar مدير
director feminine: fr Directrice; es Directora; ar مديرة
"""

LANGUAGES = """
en: en English; fr anglais; es inglés; ru английский; zh 英文; ar بالإنكليزية
es: es español
ru: fr russe; ru русский
"""

TERMS = """
member-states: en Member States; fr Etats Membres; es Estados Miembros
member-states: ru Государства-Члены; ar الدول الأعضاء
sector-member: en Sector Member; es Miembro de Sector; ru Член Сектора
associates: en Associates; ru Ассоциированные члены
academia: en Academia; ru Академические организации
study-group: en study group; fr commission d'études; es Comisión de Estudio
study-group: ru исследовательская комиссия; ar لجنة الدراسات
working-party: en working party; es Grupo de Trabajo; ru Рабочая группа
correspondence-group: fr groupe de travail par correspondance; ru Группа, работающая по переписке
rapporteur: fr rapporteur; ru Докладчик
question: en Question; fr Question; es Cuestión; ru Вопрос; zh 课题; ar المسألة
contribution: en contribution; fr contribution; ru вклад; ar مساهمة
temporary-document: ru временный документ
liaison-statement: en liaison statement; fr note de liaison
terms-of-reference: fr mandat
resolution: en resolution; fr Résolution; es Resolución; ru Резолюция; zh 决议; ar القرار
decision: en decision; fr Décision; es Decisión; ru Решение; ar المقرر
recommendation: en recommendation; fr Recommandation; es Recomendación; ru Рекомендация; ar التوصية
report: en report; fr rapport; es informe; ru отчет; zh 报告; ar تقرير
meeting: en meeting; fr réunion; es reunión; ru собрание; zh 会议; ar اجتماع
agenda: fr ordre du jour; ru повестка дня; zh 议程; ar جدول الأعمال
sectors: fr Secteurs; es Sectores; ru Секторы; ar القطاعات
sector: ar قطاع
advisory-group: fr groupe consultatif; es grupo asesor
advisory-group: ru консультативная группа; ar الفريق الاستشاري
secretariat: zh 秘书处
developing-countries: fr pays en développement
telecommunications-icts: fr télécommunications/TIC; ru электросвязь/ИКТ
telecommunications-icts: ar الاتصالات/تكنولوجيا المعلومات والاتصالات (ICT)
digital-divide: zh 数字鸿沟
accessibility: ru доступность
intersectoral: fr intersectoriel
mutual-interest: fr questions d'intérêt mutuel
"""

TITLES = """
Mr: en Mr {name}; fr M. {name}; es Sr. {name}; ru г-н {name}; zh {name}先生; ar السيد {name}
Ms: en Ms {name}; fr Mme {name}; es Sra. {name}; ru г-жа {name}; zh {name}女士; ar السيدة {name}
Dr: en Dr {name}; ar الدكتور {name}
Prof: en Prof. {name}
"""

# Body and number; year of the revision; place; whether it was a revision or the adoption.
RESOLUTIONS = """
PP 191: 2014 busan adopted; 2018 dubai revised; 2022 bucharest revised
PP 71: 2014 busan revised
PP 140: 2018 dubai revised
PP 21: 2014 busan revised
WTSA 1: 2016 hammamet revised
"""
