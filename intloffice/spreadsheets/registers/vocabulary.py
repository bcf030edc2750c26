"""The headings under which offices keep what they keep, by kind of record and what they mean."""

_AGREEMENT = """
partner: partner; partner university; partner institution; university; institution;
 name of institution; institution name; university name; name of university; foreign partner;
 foreign university; organisation; organization; party; host university; counterpart; 合作院校;
 外方院校; 合作单位; 外方单位; 签约院校; 签约单位; 合作学校; 合作高校; 外方学校; 合作方; 国外院校;
 学校名称; 学校; 大学; 院校; 院校名称; 大学名; 大学名称; 協定校; 相手大学; 相手機関; 提携大学;
 協定大学; 機関名; 大学・機関名; 協定校名; 締結校; 大学名等
partner_other: 外方院校中文名; 院校中文名; 学校中文名; 英文; 英語; 欧文; 英文名称;
 外文名称; 英文校名; 英文名;
 中文名称; 中文校名; 英語名; 英語表記; 欧文名; english name; chinese name; name in english;
 name in chinese; local name; original name; 日本語名; name in local language;
 original language
unit: partner faculty; faculty; department; partner unit; partner department; 外方院系; 合作院系;
 相手部局; 学部等
our_unit: our school; our faculty; our department; home faculty; school; college; unit;
 responsible unit; 承办学院; 经办学院; 经办单位; 申报学院; 牵头学院; 责任学院; 主办学院;
 我方学院; 学院; 所属学院; 主办单位; 承办单位; 我方单位; 责任单位;
 担当部局; 部局; 部局名; 主管部局; 本学部局
country: country; nation; country region; country or region; land; 国家; 国别; 国家地区; 国籍;
 国地域; 国名; 国; 国・地域; 国・地域名; 所在国
city: city; location; town; place; 城市; 所在城市; 都市; 都市名; 所在地
title: agreement; title; name of agreement; title of agreement; agreement title; agreement name;
 mou; document; name of document; subject; 协议名称; 协定名称; 合作协议; 协议; 协议标题; 项目名称;
 協定名; 協定名称; 協定書名; 名称
kind: type; type of agreement; agreement type; kind; category; kind of agreement; 协议类型; 类型;
 类别; 协议种类; 合作类型; 合作形式; 協定種別; 種別; 種類; 区分; 協定の種類; 協定区分
reference: ref; reference; agreement no; agreement number; reference number; contract no; id;
 code; 编号; 协议编号; 合同号; 档案号; 番号; 協定番号; 管理番号
number: no; nr; number; serial; sno; s no; sl no; 序号; 序; 项次; 連番; 通番
signed_on: date of signing; signed; signed on; signing date; date signed; date of agreement;
 signature date; date of signature; date; agreement date; date concluded; concluded; 签署日期;
 签订日期; 签约时间; 签署时间; 签订时间; 签约日期; 签字日期; 签署年份; 日期; 締結日; 締結年月日;
 協定締結日; 締結年月; 調印日; 締結
effective_from: start; start date; effective date; from; valid from; date from; begin; beginning;
 commencement; commencement date; effective from; date effective; 生效日期; 生效时间; 起始;
 起始日期; 开始日期; 开始时间; 有效期起; 发效日; 発効日; 開始日; 発効年月日; 有效期自
effective_until: end; end date; expiry; expiry date; expiration; expiration date; expires;
 expires on; valid until; valid to; valid till; until; to; date to; date of expiry; due date;
 renewal date; 到期; 到期日; 到期日期; 到期时间; 截止日期; 终止日期; 结束日期; 结束时间; 有效期至;
 有效期止; 失效日期; 有効期限; 満了日; 終了日; 失効日; 有効期限日
term: term; duration; validity; period; valid; validity period; period of validity; length; years;
 duration years; term of agreement; 有效期; 期限; 年限; 有效期限; 有效年限; 协议期限; 期间;
 有効期間; 協定期間; 期間
renewal: renewal; automatic renewal; auto renewal; renewable; 续签; 自动延续; 自动续签; 自动续约;
 续约; 自動更新; 更新; 更新方法
level: level; level of agreement; 级别; 层次; 协议级别; 校级院级; 協定レベル; 大学間部局間
notes: remarks; remark; notes; note; comment; comments; status; contact; contact person; contacts;
 contact person at faculty; faculty contact; faculty lead; coordinator; responsible person; 备注;
 说明; 状态; 联系人; 負責人; 负责人; 備考; 摘要; 担当者; 担当教員
"""
_ORGANISATION = """
name: name; organisation; organization; university; institution; name of institution; 名称; 学校;
 院校名称; 学校名称; 机构名称; 单位名称; 機関名; 大学名
name_zh: chinese name; name in chinese; 中文名; 中文名称; 中文校名; 中国語名
name_ja: japanese name; name in japanese; 日文名; 日文名称; 日本語名
name_en: english name; name in english; 英文名; 英文名称; 英文校名; 英語名
acronym: acronym; abbreviation; short name; 简称; 缩写; 略称
country: country; nation; country region; 国家; 国别; 国家地区; 国名; 国
city: city; location; town; 城市; 所在城市; 都市
website: website; web; url; homepage; home page; 网址; 网站; 主页; ウェブサイト; ホームページ
ror_id: ror; ror id
erasmus_code: erasmus code; erasmus id; erasmus id code
schac: schac; schac code
kind: type; kind; category; 类型; 类别; 種別
number: no; nr; number; serial; 序号; 連番
notes: remarks; remark; notes; note; comment; 备注; 说明; 備考
"""
#: What is told of a person beside what the register is about.
_PERSON_TOO = """
family: family name; surname; last name; 姓; 氏; family name surname
given: given name; first name; given names; forename; first names; 名; middle and given name
name_other: name in english; english name; latin name; name in latin letters; passport name;
 name in passport; pinyin; name in pinyin; romanised name; romanized name; native name;
 name in native script; chinese name; name in chinese; 英文姓名; 外文姓名; 英文名; 外文名;
 护照姓名; 中文姓名; 中文名; 拼音; 姓名拼音; 英字氏名; ローマ字; ローマ字氏名; 英語氏名; 氏名英字;
 漢字氏名
kana: kana; furigana; name in kana; フリガナ; ふりがな; カナ; 氏名カナ; カナ氏名; よみ; 読み
gender: gender; sex; 性别; 性別
nationality: nationality; citizenship; nationality citizenship; country of citizenship;
 passport country; 国籍; 国籍地域; 国籍・地域; 生源国; 学生国籍
birth_on: date of birth; birth date; birthdate; born; born on; birthday; dob; 出生日期; 出生年月;
 生日; 出生年月日; 生年月日; 誕生日
passport_number: passport; passport no; passport number; 护照; 护照号; 护照号码; 护照号码no;
 パスポート番号; 旅券番号
passport_expires_on: passport expiry; passport expires; passport valid until;
 passport expiry date; 护照有效期; 护照有效期至; 护照到期日; 旅券有効期限
email: e mail; email; mail; e mail address; email address; 邮箱; 电子邮件; 电子邮箱; 邮件; メール;
 メールアドレス
phone: phone; telephone; tel; mobile; mobile phone; phone number; telephone number; cell phone;
 contact number; 电话; 手机; 联系电话; 手机号; 手机号码; 联系方式; 電話; 電話番号; 携帯; 携帯電話
private: id number; id card; identity card; identity number; student id; student number;
 student no; matriculation number; staff number; address; home address; bank account;
 account number; wechat; emergency contact; visa number; visa; residence permit; diet;
 dietary requirements; allergies; religion; 身份证; 身份证号; 身份证号码; 学号; 工号; 住址;
 家庭住址; 地址; 银行账号; 银行卡号; 微信; 微信号; 紧急联系人; 签证; 签证号; 居留许可; 宗教;
 宗教信仰; 饮食; 学籍番号; 住所; 口座番号; 緊急連絡先; 在留カード; 在留カード番号; 在留資格; 食事
number: no; nr; number; serial; s no; sl no; 序号; 序; 编号; 番号; 連番; 通番
notes: remarks; remark; notes; note; comment; comments; 备注; 说明; 備考; 摘要
"""
_PERSON = (
    """
name: name; full name; person; contact; contact person; name of person; visitor; guest; 姓名;
 人名; 联系人; 来宾; 氏名; お名前; 担当者
organisation: organisation; organization; institution; university; affiliation; employer; company;
 home institution; work unit; 单位; 工作单位; 所在单位; 所属单位; 学校; 机构; 所属; 所属機関;
 勤務先; 機関名; 大学
title: title; position; post; job title; function; role; rank; 职务; 职称; 职务职称; 头衔; 役職;
 職名; 肩書
country: country; country region; 国家; 国别; 国家地区; 国; 国名; 国・地域
"""
    + _PERSON_TOO
)
_MOBILITY = (
    """
name: name; full name; student; student name; name of student; name of the student; participant;
 姓名; 学生姓名; 学生; 学员姓名; 留学生姓名; 氏名; 学生氏名; 留学生氏名
direction: direction; incoming outgoing; in out; outgoing incoming; inbound outbound;
 type of mobility; mobility direction; 方向; 流向; 出入; 派出接收; 接收派出; 派出接受; 派遣受入;
 受入派遣
partner: partner university; partner institution; partner; host university; host institution;
 receiving institution; sending institution; home university; home institution;
 foreign university; exchange university; university; institution; 学校; 大学; 派往学校; 派往院校;
 交换学校; 交换院校; 交流学校; 交流院校; 留学院校; 留学单位; 接收院校; 接收学校; 合作院校;
 外方院校; 国外院校; 派出院校; 来源学校; 来源院校; 原学校; 生源学校; 毕业院校; 本国院校; 派遣先;
 派遣先大学; 留学先; 留学先大学; 受入大学; 所属大学; 派遣元大学; 協定校; 相手大学; 在籍大学;
 出身大学
country: country; destination; destination country; host country; home country; country of study;
 国家; 国别; 国家地区; 留学国别; 留学国家; 目的国; 前往国家; 国; 国名; 国・地域; 派遣先国;
 留学先国; 出身国
our_unit: school; our school; faculty; college; department; our faculty; home faculty;
 host faculty; 学院; 所在学院; 院系; 所属学院; 培养单位; 学部; 研究科; 所属学部; 受入部局;
 学部・研究科; 所属; 部局
level: level; level of study; study level; degree; degree level; cycle; programme level;
 student level; 层次; 学历; 学历层次; 培养层次; 学习层次; 学位; 学生层次; 課程; 学年課程; 身分;
 学位課程; 年级
student_class: class; student class; student category; category of student; student type;
 type of student; 学生类别; 学生类型; 类别; 留学生类别; 学习类别; 学生种类; 区分; 学生区分;
 留学生区分; 種別
subject: subject; major; field of study; field; study programme; course of study; discipline;
 专业; 学科; 所学专业; 攻读专业; 学习专业; 専攻; 専門; 分野; 専攻分野; 学科・専攻
isced_code: isced; isced code; isced f; isced f code; isced f field; isced field; isced 2013;
 isced f 2013; subject area code; field code; field of education code; 学科代码; isced代码;
 国际教育标准分类代码; 教育领域代码; 分野コード; isced分野; isced分野コード; isced コード
eqf_level: eqf; eqf level; level eqf; eqf cycle; eqf level studied; european qualifications level;
 eqf等级; eqf级别; 欧洲资历框架等级; 资历等级; eqfレベル; eqf水準; 資格枠組みレベル
mode: mode; mode of study; mode of stay; mode of mobility; mobility mode; study mode; form of study;
 mode of delivery; mode of attendance; physical virtual blended; type of participation;
 学习方式; 交流方式; 授课方式; 学习形式; 线上线下; 参加方式; 授業形態; 実施形態; 実施方法;
 参加形態; 留学形態; 対面オンライン; 受講形態
programme: programme; program; scholarship; exchange programme; exchange program; scheme; project;
 programme name; name of programme; 项目; 项目名称; 交流项目; 奖学金; 奖学金类别; 奖学金名称;
 プログラム; プログラム名; 奨学金; 奨学金名; 制度
agreement: agreement; agreement no; agreement number; 协议; 协议编号; 協定; 協定番号
planned_start: start; start date; from; arrival; arrival date; begin; beginning; begin date;
 planned start; departure date; date of arrival; study from; mobility start; 开始; 开始日期;
 起始; 起始年月; 出发日期; 出发时间; 派出年月; 自;
 开始时间; 起始日期; 起始时间; 出国日期; 出国时间; 派出日期; 派出时间; 来华日期; 来华时间;
 入学日期; 入学时间; 到校日期; 报到日期; 留学开始; 出境时间; 出境日期; 開始; 開始日; 留学開始日;
 受入開始日; 派遣開始日; 入学日; 入学年月; 渡航日; 来日日
planned_end: end; end date; to; until; departure; return; return date; planned end;
 date of departure; study until; mobility end; date of return; 结束; 结束日期; 结束时间; 截止日期;
 截止; 终止; 结束年月; 返回日期; 返回时间; 至;
 回国日期; 回国时间; 离校日期; 离境日期; 毕业日期; 毕业时间; 返校时间; 归国日期; 终止日期; 終了;
 終了日; 留学終了日; 受入終了日; 派遣終了日; 帰国日; 修了日
actual_start: actual start; actual arrival; actual start date; actual date of arrival; 实际开始;
 实际开始日期; 实际出国日期; 实际到校日期; 实际派出时间; 実際の開始日
actual_end: actual end; actual return; actual departure; actual end date;
 actual date of departure; 实际结束; 实际结束日期; 实际回国日期; 实际回国时间; 实际离校日期;
 実際の終了日
term: duration; period; length; length of stay; period of stay; period of study; months;
 duration months; study period; 期限; 时长; 学习期限; 留学期限; 学习时间; 交流时间; 交流期限;
 派出期限; 起止时间; 学习起止时间; 交流起止时间; 起止日期; 期间; 期間; 留学期間; 受入期間;
 派遣期間
year: year; academic year; semester; term; intake; 年度; 学年; 学期; 派出学期; 交流学期; 年份;
 入学年度; 年; 派遣年度; 受入年度
status: status; state; state of application; 状态; 学生状态; 在读状态; 状況; ステータス; 在籍状況
funding: funding; financing; source of funding; fee status; funded; 经费; 经费来源; 资助;
 资助情况; 资助方式; 费用来源; 费用类别; 国費私費; 費用; 費用区分
"""
    + _PERSON_TOO
)
_ENGAGEMENT = (
    """
name: name; full name; expert; expert name; name of expert; visitor; visiting scholar; scholar;
 teacher; foreign teacher; name of visitor; professor; researcher; lecturer; speaker; 姓名;
 专家姓名; 专家; 外专姓名; 外教姓名; 外籍教师; 教师姓名; 学者姓名; 氏名; 研究者氏名; 招へい者;
 招聘者氏名; 教員氏名; 講師
home: affiliation; home institution; home university; home organisation; institution; university;
 organisation; organization; employer; from institution; 单位; 工作单位; 所在单位; 来自单位;
 国外单位; 原单位; 所属单位; 学校; 派出单位; 来访单位; 所属; 所属機関; 所属大学; 大学; 機関名
home_title: title; position; academic title; rank; job title; 职务; 职称; 职务职称; 头衔; 職名;
 役職; 肩書
country: country; country region; from country; 国家; 国别; 国家地区; 来自国家; 国; 国名; 国・地域
our_unit: school; our school; faculty; host; host school; host faculty; hosting department;
 host department; department; inviting unit; college; 学院; 邀请单位; 聘请单位; 接待单位;
 接待学院; 所在学院; 聘任单位; 用人单位; 合作单位; 受入部局; 受入学部; 部局; 招へい部局
engagement_class: class; category; type; type of visit; type of engagement; kind of engagement;
 employment type; 类别; 类型; 专家类别; 专家类型; 聘请类别; 聘请方式; 聘期类型; 区分; 種別;
 雇用区分; 招へい区分
post: post; post with us; appointment; appointed as; position with us; course taught; 岗位;
 聘任职务; 聘任岗位; 聘请职务; 受聘职务; 受聘岗位; 聘任名称; 担当; 本学での職名
purposes: purpose; purpose of visit; purposes; activity; activities; work; aim; lecture; topic;
 目的; 来访目的; 来校目的; 工作内容; 来访事由; 事由; 合作内容; 讲学内容; 来华目的; 来访任务;
 活动内容; 任务; 来学目的; 用務; 招へい目的; 訪問目的; 講演題目
starts_on: start; start date; from; arrival; arrival date; date of arrival; date; date of visit;
 visit date; begin; 开始; 开始日期; 开始时间; 来校日期; 来校时间; 来访日期; 来访时间; 来华时间;
 抵达日期; 起始; 自; 聘期开始; 到校时间; 合同开始; 起始日期; 讲座时间; 開始; 開始日; 来学日; 来日日;
 招へい開始日; 着任日
ends_on: end; end date; to; until; departure; departure date; date of departure; 结束; 结束日期;
 结束时间; 截止; 终止; 至; 离校日期; 离校时间; 离华时间; 离开日期; 聘期结束; 截止日期; 合同结束;
 终止日期; 終了;
 終了日; 離日日; 招へい終了日; 離任日
term: period; period of stay; duration; length of stay; visit period; contract period; dates;
 dates of visit; 期限; 聘期; 起止时间; 来访起止时间; 在校时间; 停留时间; 合同期限; 聘用期限;
 起止日期; 期间; 期間; 滞在期間; 招へい期間; 雇用期間
days_on_campus: days; number of days; days on campus; days of stay; 天数; 在校天数; 来校天数;
 工作天数; 停留天数; 日数; 滞在日数
programme: programme; program; expert programme; project; scheme; funding programme; 项目;
 项目名称; 引智项目; 专家项目; 外专项目; 聘专项目; プログラム; 事業名; 制度
funded_by: funding; funded by; paid by; source of funding; 经费; 经费来源; 资助单位; 费用来源;
 経費; 経費負担; 財源
year: year; 年度; 年份; 年
"""
    + _PERSON_TOO
)
_AWARD = (
    """
name: name; full name; recipient; awardee; name of recipient; student; student name; scholar;
 grantee; 姓名; 获奖人; 获奖者; 学生姓名; 获得者; 受助人; 受助人姓名; 获奖学生; 获奖人姓名; 氏名;
 受給者; 受給者氏名; 受賞者; 奨学生氏名
programme: scholarship; programme; program; fund; award; prize; name of scholarship;
 scholarship name; name of award; grant; scheme; 奖学金; 奖学金名称; 奖项; 奖项名称; 项目;
 项目名称; 基金; 基金名称; 资助项目; 奖学金项目; 奖学金类别; 奨学金; 奨学金名; 奨学金名称; 賞;
 制度; 事業名
funder: funder; donor; sponsor; funded by; foundation; paid by; 资助方; 资助单位; 捐赠方;
 捐赠单位; 设立单位; 出资方; 基金会; 資金提供者; 支給団体; 財団; 奨学団体
amount: amount; value; sum; stipend; grant amount; award amount; money; monthly stipend; 金额;
 奖金; 奖学金金额; 资助金额; 奖励金额; 发放金额; 月资助额; 资助额; 資助額; 金額; 支給額; 奨学金額;
 月額; 年額; 給付額
currency: currency; 币种; 货币; 通貨
per: per; amount per; payment; paid; frequency; 发放方式; 按; 发放周期; 支給方法; 支給区分
year: year; award year; academic year; fiscal year; 年度; 年份; 获奖年度; 获奖年份; 学年;
 受給年度; 採用年度; 年
paid_on: paid on; date of payment; payment date; date paid; date; date of award; awarded on;
 发放日期; 发放时间; 支付日期; 获奖时间; 获奖日期; 支給日; 支払日; 受給日
recipient_kind: recipient type; type of recipient; kind of recipient; recipient is; category;
 类别; 获奖人类别; 人员类别; 対象; 区分
country: country; 国家; 国别; 国; 国名
our_unit: school; faculty; college; department; 学院; 所在学院; 院系; 学部; 研究科; 部局
"""
    + _PERSON_TOO
)
_MEETING = """
visitors: visiting organisation; visiting organization; delegation; visitor; visitors;
 visiting university; visiting institution; delegation from; guest organisation; organisation;
 organization; institution; university; host organisation; visited organisation;
 visited university; partner; partner university; name of delegation; 来访单位; 来访团组;
 团组名称; 代表团; 来访代表团; 来宾单位; 来访学校; 来访机构; 来访院校; 外方单位; 单位; 单位名称;
 出访单位; 接待对象; 拜访单位; 访问单位; 来訪機関; 訪問団; 来訪者所属; 来訪大学; 訪問先; 機関名;
 相手機関
country: country; country region; from country; 国家; 国别; 国家地区; 来访国家; 出访国家; 国;
 国名; 国・地域
head: head of delegation; head; leader; delegation head; led by; head of the delegation;
 main guest; 团长; 带队人; 带队; 领队; 主宾; 代表团团长; 団長; 代表者; 来訪代表者
guests: guests; members; delegates; participants; names of visitors; visitor names;
 members of delegation; delegation members; guest; names; name; main guests; 来宾; 来访人员; 成员;
 团员; 主要成员; 主要来宾; 来访人; 来宾姓名; 代表团成员; 姓名; 来訪者; 来訪者氏名; 団員; 参加者
hosts: host; hosts; received by; hosted by; our side; our participants; host leader; 接待领导;
 出席领导; 我方领导; 会见领导; 我方人员; 校领导; 接待人; 会见人; 我方参加人员; 陪同人员; 対応者;
 応対者; 本学対応者; 本学出席者
starts_on: date; date of visit; visit date; dates; dates of visit; day; from; start; start date;
 arrival; date of meeting; meeting date; 日期; 时间; 来访时间; 来访日期; 接待时间; 接待日期;
 会见时间; 会见日期; 到访时间; 访问日期; 出访时间; 开始日期; 起始日期; 来校时间; 日付; 年月日;
 来訪日; 訪問日; 来学日; 開催日; 日時; 日程
ends_on: to; until; end; end date; departure; 结束日期; 离开日期; 离开时间; 截止日期; 終了日
title: title; subject; event; name of meeting; name of event; occasion; activity; 主题; 活动名称;
 会议名称; 名称; 活动; 活动主题; 事项; 件名; 行事名; 会議名
direction: direction; incoming outgoing; visit type; 方向; 来访出访; 出访来访; 来訪派遣
kind: kind; type; purpose type; type of meeting; type of event; category; 类型; 类别; 活动类型;
 来访类型; 種別; 区分; 種類
purpose: purpose; purpose of visit; aim; reason; topic; topics; agenda; contents; 目的; 来访目的;
 访问目的; 事由; 来访事由; 会谈内容; 洽谈内容; 内容; 来访内容; 议题; 主要内容; 用件; 来訪目的;
 訪問目的; 目的・用件
place: place; venue; room; location; 地点; 会见地点; 接待地点; 场所; 場所; 会場
persons: number; number of persons; number of visitors; persons; head count; size; people;
 no of persons; 人数; 来访人数; 团组人数; 総人数
outcome: outcome; result; results; summary; minutes; 结果; 成果; 会谈结果; 会谈成果; 达成意向;
 結果; 概要
status: status; state; 状态; 状況
our_unit: school; responsible unit; host department; hosting unit; our school; 接待单位; 承办单位;
 主办单位; 负责单位; 学院; 部局; 担当部局; 受入部局
reference: reference; ref; reference number; meeting no; 编号; 档案号; 整理番号; 管理番号
serial: no; nr; s no; serial; 序号; 序; 番号; 連番; 通番
notes: remarks; remark; notes; note; comment; comments; 备注; 说明; 備考
"""
#: The headings of each kind: a line for each meaning, after the colon what stands above columns.
WORDS = {
    "agreement": _AGREEMENT,
    "organisation": _ORGANISATION,
    "mobility": _MOBILITY,
    "person": _PERSON,
    "engagement": _ENGAGEMENT,
    "award": _AWARD,
    "meeting": _MEETING,
}
