"""The same receipt made with other libraries: reportlab with segno, WeasyPrint with segno.

Usage: receipt_peers.py make PEER CONTENT.json OUT.pdf
       receipt_peers.py time PEER CONTENT.json COUNT    prints CPU milliseconds a document and its bytes
Each is used as its users would: fonts are read once, then a document at a time, in one process.
Not here: the content and the check that all say the same (see receipt_content.py).
"""

import io
import json
import sys
import time
from html import escape
from pathlib import Path

import segno

FONTS = Path(__file__).resolve().parents[2] / "server/documents/fonts"
QR_MM = 35.2
CHECK_MM = 22.0
BILL = ["Услуга", "Ед.", "Объём", "Тариф, ₽", "Долг, аванс", "Начислено", "Перерасчёт", "Льгота", "Пени", "Оплачено", "Итого, ₽"]
REQUISITES = ["Получатель", "ИНН, КПП", "Банк, БИК", "Расчётный, корр. счёт", "Телефон"]
METERS = ["Услуга", "Номер счётчика", "Предыдущее", "Текущее", "Расход"]
REFERENCE = ["Услуга", "Норматив", "Общедомовой счётчик", "Объём по дому"]
AGENT = ["Единый расчётный центр", "8 800 555-01-02, пн–пт 8:00–20:00, сб 9:00–15:00", "655017, Абакан, ул. Щетинкина, 20"]


def symbol(payload):
    return segno.make(bytes.fromhex(payload), error="m", boost_error=False, micro=False)


def head(receipt):
    city, street, house, flat = receipt["address"]
    address = f"{city}, {street}, д. {house}" + (f", кв. {flat}" if flat else "")
    return [
        f"Лицевой счёт {receipt['account']} ЕЛС {receipt['els']}", f"Плательщик {receipt['holder']}", f"Адрес {address}",
        f"Помещение: площадь {receipt['area']} м², проживает {receipt['residents']}",
    ]


def lines(receipt):
    return [line for part in receipt["parts"] for line in part["lines"]]


def requisites(receipt):
    for part in receipt["parts"]:
        p = part["payee"]
        yield [p["name"], f"{p['inn']} {p['kpp']}", f"{p['bank']}, БИК {p['bic']}", f"{p['account']} {p['corr_account']}", p["phone"]]


def bill(receipt):
    """Rows and whether each is the head of a supplier."""
    for part in receipt["parts"]:
        yield [part["payee"]["short_name"], *[""] * 9, part["total"]], True
        for line in part["lines"]:
            yield [line["service"], line["unit"], line["volume"], line["tariff"], *line["sums"]], False
    yield ["Всего", *[""] * 9, receipt["total"]], True


def meters(receipt):
    for line in lines(receipt):
        if line["meter"]:
            yield [line["service"], line["meter"], line["reading_before"], line["reading_now"], line["volume"]]


def reference(receipt):
    for line in lines(receipt):
        if line["norm"] or line["house_reading"]:
            yield [line["service"], line["norm"], line["house_reading"], line["house_volume"]]


def remarks(receipt):
    for line in lines(receipt):
        if line["instalment"]:
            yield f"Рассрочка. {line['service']}: платёж {line['instalment']}, остаётся {line['instalment_rest']}"
        if line["reason"]:
            yield f"Перерасчёт. {line['service']}: {line['sums'][2]}. {line['reason']}"


def captions(receipt):
    return [[part["payee"]["short_name"], part["total"]] for part in receipt["parts"]]


class Reportlab:
    def __init__(self):
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        pdfmetrics.registerFont(TTFont("PT", FONTS / "PTS55F.ttf"))
        pdfmetrics.registerFont(TTFont("PTB", FONTS / "PTS55F.ttf"))

    def make(self, receipt):
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.lib.units import mm
        from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

        class Qr(Flowable):
            def __init__(self, payload, side):
                super().__init__()
                self.symbol, self.side = symbol(payload), side
                self.width = self.height = side

            def draw(self):
                rows = [bytes(row) for row in self.symbol.matrix]
                unit = self.side / len(rows)
                path = self.canv.beginPath()
                for y, row in enumerate(rows):
                    start = row.find(1)
                    while start >= 0:
                        end = row.find(0, start)
                        end = len(row) if end < 0 else end
                        path.rect(start * unit, self.side - (y + 1) * unit, (end - start) * unit, unit)
                        start = row.find(1, end)
                self.canv.drawPath(path, stroke=0, fill=1)

        text = ParagraphStyle("text", fontName="PT", fontSize=8, leading=9.5)
        small = ParagraphStyle("small", fontName="PT", fontSize=6.5, leading=7.5)
        bold = ParagraphStyle("bold", fontName="PTB", fontSize=9, leading=12)
        large = ParagraphStyle("large", fontName="PTB", fontSize=20, leading=26)
        base = [("FONT", (0, 0), (-1, -1), "PT", 6.5, 7.5), ("LINEBELOW", (0, 0), (-1, -1), 0.3, "grey"),
                ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 4)]
        plain = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 6)]
        right = [("ALIGN", (1, 0), (-1, -1), "RIGHT")]

        def grid(heads, rows, widths, style=()):
            rows = [[Paragraph(row[0], small), *row[1:]] for row in rows]
            return Table([heads, *rows], colWidths=[width * mm for width in widths], style=[*base, *style], repeatRows=1)

        rows = list(bill(receipt))
        heads = [("FONT", (0, place), (-1, place), "PTB", 6.5, 7.5) for place, (_, head) in enumerate(rows, 1) if head]
        payees = [[Paragraph(cell, small) for cell in row] for row in requisites(receipt)]
        story = [
            Paragraph(f"ПЛАТЁЖНЫЙ ДОКУМЕНТ (квитанция) за {receipt['period']}", bold),
            *(Paragraph(line, text) for line in [*head(receipt), *AGENT]),
            Table([REQUISITES, *payees], colWidths=[w * mm for w in (58, 22, 44, 40, 26)], style=base),
        ]
        if found := list(meters(receipt)):
            story += [Paragraph("2. Показания приборов учёта", bold), grid(METERS, found, (70, 30, 30, 30, 30), right)]
        story += [Paragraph("3. Расчёт размера платы", bold),
                  grid(BILL, [row for row, _ in rows], (46, 12, 14, 16, 16, 16, 16, 12, 12, 15, 15), [*right, *heads])]
        if found := list(reference(receipt)):
            story += [Paragraph("4. Справочные данные", bold), grid(REFERENCE, found, (70, 40, 40, 40), right)]
        story += [Paragraph(line, text) for line in remarks(receipt)]
        story.append(Paragraph("Оплата по QR-коду: каждому получателю — свой", bold))
        codes = [[Qr(part["qr"], QR_MM * mm), *(Paragraph(line, small) for line in caption)]
                 for part, caption in zip(receipt["parts"], captions(receipt))]
        for at in range(0, len(codes), 5):
            story.append(Table([codes[at : at + 5]], colWidths=38 * mm, style=plain, hAlign="LEFT"))
        tear = [Paragraph(f"Итого к оплате {receipt['total']} ₽", large), *(Paragraph(line, text) for line in head(receipt))]
        sign = [Qr(receipt["check"], CHECK_MM * mm), Paragraph(f"Проверить квитанцию: {receipt['code']}", small)]
        joint = [Qr(receipt["joint"], QR_MM * mm), Paragraph("Оплатить всё сразу", small)]
        story.append(Table([[tear, joint, sign]], colWidths=[105 * mm, 45 * mm, 40 * mm], style=plain))
        out = io.BytesIO()
        SimpleDocTemplate(out, pagesize=A4, leftMargin=10 * mm, rightMargin=10 * mm, topMargin=10 * mm, bottomMargin=10 * mm,
                          lang="ru").build(story)
        return out.getvalue()


class WeasyPrint:
    def __init__(self):
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        self.fonts = FontConfiguration()
        faces = "".join(
            f"@font-face {{ font-family: PT; font-weight: {weight}; src: url({(FONTS / file).as_uri()}) }}"
            for weight, file in [(400, "PTS55F.ttf"), (700, "PTS55F.ttf")])
        self.style = CSS(font_config=self.fonts, string=faces + f"""
            @page {{ size: A4; margin: 10mm }} body {{ font: 8pt/1.2 PT }} h1 {{ font-size: 13pt; margin: 0 }}
            h2 {{ font-size: 9pt; margin: 2mm 0 0 }} p {{ margin: 0 }} table {{ width: 100%; border-collapse: collapse; font-size: 6.5pt }}
            td, th {{ border-bottom: .3pt solid grey; padding: .3mm 1mm .3mm 0; text-align: left; vertical-align: top }}
            .sums td + td, .sums th + th {{ text-align: right }} tr.head {{ font-weight: 700; background: #eee }}
            .codes {{ display: flex; flex-wrap: wrap; gap: 3mm; font-size: 7pt }} .codes div, .tear div {{ width: {QR_MM}mm }}
            svg {{ width: 100%; display: block }} .tear {{ display: flex; gap: 5mm; border-top: 1pt dashed; padding-top: 2mm }}
            .tear section {{ flex: 1 }} .tear div.check {{ width: {CHECK_MM}mm }} .total {{ font-size: 20pt; font-weight: 700 }}""")

    def make(self, receipt):
        from weasyprint import HTML

        return HTML(string=self.html(receipt)).write_pdf(stylesheets=[self.style], font_config=self.fonts)

    def html(self, receipt):
        def row(cells, tag="td", kind=""):
            return f"<tr{kind}>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

        def grid(heads, rows, kind="sums"):
            return f'<table class="{kind}"><thead>{row(heads, "th")}</thead><tbody>{"".join(rows)}</tbody></table>'

        def svg(payload):
            return symbol(payload).svg_inline(border=0, omitsize=True)

        def paragraphs(texts):
            return "".join(f"<p>{escape(text)}</p>" for text in texts)

        out = [f"<h1>ПЛАТЁЖНЫЙ ДОКУМЕНТ (квитанция) за {receipt['period']}</h1>", paragraphs([*head(receipt), *AGENT]),
               grid(REQUISITES, map(row, requisites(receipt)), "payees")]
        if found := list(meters(receipt)):
            out += ["<h2>2. Показания приборов учёта</h2>", grid(METERS, map(row, found))]
        rows = (row(cells, kind=' class="head"' if is_head else "") for cells, is_head in bill(receipt))
        out += ["<h2>3. Расчёт размера платы</h2>", grid(BILL, rows)]
        if found := list(reference(receipt)):
            out += ["<h2>4. Справочные данные</h2>", grid(REFERENCE, map(row, found))]
        out.append(paragraphs(remarks(receipt)))
        codes = (f"<div>{svg(part['qr'])}{paragraphs(caption)}</div>" for part, caption in zip(receipt["parts"], captions(receipt)))
        out += ["<h2>Оплата по QR-коду: каждому получателю — свой</h2>", f'<div class="codes">{"".join(codes)}</div>']
        out.append(f'<div class="tear"><section><p class="total">Итого к оплате {receipt["total"]} ₽</p>{paragraphs(head(receipt))}'
                   f'</section><div>{svg(receipt["joint"])}<p>Оплатить всё сразу</p></div>'
                   f'<div class="check">{svg(receipt["check"])}<p>Проверить квитанцию: {receipt["code"]}</p></div></div>')
        return f'<!doctype html><html lang="ru"><title>Квитанция</title><body>{"".join(out)}</body></html>'


PEERS = {"reportlab": Reportlab, "weasyprint": WeasyPrint}


def main():
    match sys.argv[1:]:
        case ["make", peer, content, out]:
            Path(out).write_bytes(PEERS[peer]().make(json.loads(Path(content).read_text(encoding="utf-8"))))
        case ["time", peer, content, count]:
            receipt, maker = json.loads(Path(content).read_text(encoding="utf-8")), PEERS[peer]()
            for _ in range(3):
                made = maker.make(receipt)
            before = time.process_time()
            for _ in range(int(count)):
                made = maker.make(receipt)
            print(f"{(time.process_time() - before) * 1000 / int(count):.3f} {len(made)}")
        case _:
            raise SystemExit(__doc__)


main()
