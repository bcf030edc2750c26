"""Registers of agreements in the manner in which universities publish them."""

from tests.spreadsheets.nasty import book, nasty


@nasty(7)
def a_published_list_with_country_headings_and_a_partner_named_once(path):
    book(
        path,
        ["International Office"],
        ["List of co-operation agreements (as of 15.03.2018)"],
        [],
        ["No.", "Partner institution", None, "Agreement", None, None, "Contact person at faculty"],
        [None, "Name (acronym)", "City", "Type", "Signed on", "Duration", None],
        ["AUSTRALIA"],
        [1, "The University of Melbourne (UniMelb)", "Parkville", "General Memorandum",
         "12.05.2011", "5 Years", "Prof. Dr. K. Meyer"],
        [None, None, None, "Student Exchange Agreement", "26.12.13", "until terminated", "K. M."],
        [2, "Royal Melbourne Institute of Technology (RMIT)", "Melbourne", "MoU", "31.3.11",
         "5 years, automatically renewed", "-"],
        ["CHINA, PR"],
        [3, "Tongji University\nCollege of Design and Innovation", "Shanghai", "Double Degree",
         "2.9.2015", "31.08.2020", "Dr. Li"],
        [4, "Northeastern University (NEU)", "Shenyang", "Framework", "July 28, 2020",
         "Not Specified", None],
        ["JAPAN"],
        [5, "Tohoku University; Kumamoto University", "Sendai / Kumamoto", "Academic Exchange",
         "2018年1月5日", "5年", None],
        ["TAIWAN"],
        [6, "National Cheng Kung University", "Tainan", "LoI", "2016", "-", None],
        ["Total: 7 agreements"],
        ["* renewed automatically unless terminated six months in advance"],
        merge=["A1:G1", "A2:G2", "B4:C4", "D4:F4"],
    )  # fmt: skip


@nasty(6)
def a_published_list_in_japanese_with_two_names_below_one_heading(path):
    book(
        path,
        ["大学間学術交流協定校一覧", "", "", "", "", "2018年5月1日現在"],
        ["国・地域", "大学名", "", "協定の種類", "締結年月日", "有効期間", "部局"],
        ["", "和文", "英文", "", "", "", ""],
        ["中華人民共和国", "重慶大学", "Chongqing University", "学術交流協定", "平成20年3月10日",
         "5年（自動更新）", "大学間"],
        ["", "", "", "学生交流覚書", "平成25年4月1日", "5年", "大学間"],
        ["", "北京大学", "Peking University", "学術交流協定", "2001.10.5", "無期限", "大学間"],
        ["小計", "2大学", "", "", "", "", ""],
        ["大韓民国", "ソウル大学校", "Seoul National University", "学術交流協定", "H19.11.2",
         "自動更新", "大学間"],
        ["", "", "", "学生交流覚書", "令和元年5月7日", "2024年5月6日まで", "工学部"],
        ["アメリカ合衆国", "カリフォルニア大学バークレー校", "University of California, Berkeley",
         "部局間協定", "2010/7/1", "平成27年6月30日", "法学部"],
        ["合計", "4大学5協定"],
        merge=["A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:F3", "G2:G3",
               "A4:A6", "B4:B5", "C4:C5", "A8:A9", "B8:B9", "C8:C9"],
    )  # fmt: skip


@nasty(5)
def a_published_list_in_chinese_with_members_in_brackets(path):
    book(
        path,
        ["XX大学国（境）外合作协议一览表"],
        ["制表单位：国际合作与交流处", "", "", "", "制表日期：2018.1.10"],
        ["序号", "国家/地区", "合作院校（机构）", "协议名称", "协议类型", "签署日期",
         "有效期（年）", "到期日", "是否自动续签", "经办学院", "备注"],
        [1, "英国", "利兹大学（University of Leeds）、拉夫堡大学", "3+1联合培养协议", "联合培养",
         "2015.9", "5", "2020.9", "否", "机械学院", ""],
        [2, "美国", "Michigan State University\n密歇根州立大学", "校际合作备忘录", "框架",
         "2013年", "长期有效", "", "是", "", ""],
        [3, "港澳台", "香港科技大学", "学生交流协议", "学生交换", "２０１６年１２月１日", "3年", "",
         "自动", "土木学院", "续签"],
        [4, "日本", "国立六大学联盟（千叶大学、金泽大学、冈山大学）", "学术交流框架协议", "框架",
         "20161128", "五年", "", "", "", "E9签署"],
        [5, "德国", "亚琛工业大学（RWTH Aachen）", "谅解备忘录", "备忘录", "2017/3/8", "",
         "2022/3/7", "", "", "待续签"],
        ["合计：5项"],
        ["注：以上统计不含已终止协议"],
    )  # fmt: skip


@nasty(6)
def a_published_list_with_places_in_the_name_and_serials_as_text(path):
    head = ["Partner Institution / Location", "Agreement Type", "Effective Date",
            "Expiration Date", "Status", "Faculty Lead", "Renewal"]  # fmt: skip
    book(
        path,
        ["Updated 2/1/2018", "", "", "", "", "", "Page 1 of 1"],
        head,
        ["Al-Farabi Kazakh National University, Almaty, Kazakhstan", "MOU, SEA",
         "February 20,2020", "Feb 19, 2025", "Active", "Smith, J.", "Yes"],
        ["Faculty of Law, University of Vienna, Vienna, Austria", "Student Exchange", "9/1/2014",
         "8/31/2019", "Active", "", "Auto-renew"],
        ["École Polytechnique (X), Palaiseau, France", "Dual Degree", "n/a", "Open-ended",
         "Active", "Jones", "N/A"],
        ["Universidad de São Paulo (USP)\nBrazil", "MOU", "TBD", "TBD", "In negotiation", "", "—"],
        ["Institut Teknologi Bandung, Bandung, Indonesia", "MOU", "44075", "45900", "Active"],
        head,
        ["University of Cape Town, Rondebosch, South Africa", "MOU", "1 July 2015",
         "5 yrs from date of signature", "Expired", "", "No"],
        ["Grand total", "6"],
    )  # fmt: skip
