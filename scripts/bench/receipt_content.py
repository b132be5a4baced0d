"""What a receipt says: chosen from a register, read off our PDF, and looked for in every PDF that is to be compared.

Usage: receipt_content.py choose REGISTER ACCOUNTS      an account with much on its receipt, one of those listed
       receipt_content.py content REGISTER SUPPLIERS ACCOUNT OUR.pdf   its content as JSON; the QR codes are those of the PDF
       receipt_content.py check CONTENT.json PDF…       fails unless each PDF says all of it
Not here: making PDFs with other libraries (see receipt_peers.py).
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path

SUMS = ["opening", "charged", "recalculation", "benefit", "penalty", "paid", "total"]
MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def number(text, places=0):
    """`2353.5` as `2 353,50`, with a no-break space; nothing stays nothing."""
    if not text:
        return ""
    sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
    whole, _, part = digits.partition(".")
    part = part.ljust(places, "0")
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    return sign + grouped + (f",{part}" if part else "")


def money(text):
    return number(text, 2) if float(text) else "—"


def kopecks(text):
    return round(float(text) * 100)


def choose(register, accounts):
    """The first account, among those listed, of four suppliers and with a meter, that owes to each of them."""
    listed = set(Path(accounts).read_text(encoding="utf-8").split("\n"))
    for account, household in groupby(rows(register), key=lambda row: row["account"]):
        if account not in listed:
            continue
        household = list(household)
        suppliers = {row["supplier_inn"] for row in household}
        if len(suppliers) >= 4 and any(row["meter"] for row in household) and all(kopecks(r["total"]) > 0 for r in household):
            return account
    raise SystemExit("no account of a resident has four suppliers and a meter")


def codes(pdf):
    """The bytes of every QR code on the pages of a PDF."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "300", "-gray", "-png", pdf, f"{folder}/page"], check=True)
        for page in sorted(Path(folder).iterdir()):
            # "binary": windows-1251 as it is, not taken for another encoding. One code follows the other.
            options = ["--raw", "-q", "--nodbus", "-Sbinary", "-Sdisable", "-Sqrcode.enable"]
            scan = subprocess.run(["zbarimg", *options, page], stdout=subprocess.PIPE, check=True).stdout
            found += [code.strip() for code in re.split(rb"(?=ST0001\d|https?://)", scan) if code.strip()]
    return found


def payload_fields(code):
    text = code.decode("cp1251" if code.startswith(b"ST00011") else "utf-8")
    return dict(field.split("=", 1) for field in text[8:].split(text[7]) if field)


def content(register, suppliers_path, account, pdf):
    household = [row for row in rows(register) if row["account"] == account]
    payees = {row["inn"]: row for row in rows(suppliers_path)}
    first = household[0]
    seen = codes(pdf)
    asked = [code for code in seen if code.startswith(b"ST0001")]
    check = [code for code in seen if code.startswith(b"http")]
    by_account = {payload_fields(code)["PersonalAcc"]: code for code in asked}
    parts = []
    for inn in dict.fromkeys(row["supplier_inn"] for row in household):
        lines = [row for row in household if row["supplier_inn"] == inn]
        total = sum(kopecks(row["total"]) for row in lines)
        qr = by_account.pop(payees[inn]["account"])
        if payload_fields(qr)["Sum"] != str(total):
            raise SystemExit(f"the QR of {inn} asks for another sum than the register")
        parts.append({
            "payee": payees[inn], "total": money(f"{total / 100:.2f}"), "qr": qr.hex(),
            "lines": [line(row) for row in lines],
        })
    joint = list(by_account.values())
    if len(joint) != 1 or len(check) != 1:
        raise SystemExit(f"the receipt has {len(joint)} joint QR codes and {len(check)} of authenticity, not one each")
    year, month = first["period"].split("-")
    total = sum(kopecks(row["total"]) for row in household) / 100
    return {
        "period": f"{MONTHS[int(month) - 1]} {year}", "account": account, "els": first["els"], "holder": first["holder"],
        "address": [first["city"], first["street"], first["house"], first["flat"]],
        "area": number(first["area"]), "residents": first["residents"], "parts": parts,
        "total": money(f"{total:.2f}"), "joint": joint[0].hex(), "check": check[0].hex(),
        "code": re.sub(r"(.{4})(?=.)", r"\1-", check[0].decode().rsplit("/", 1)[1]),
    }


def line(row):
    decimals = ["reading_before", "reading_now", "norm", "house_reading", "house_volume"]
    return {
        "service": row["service"], "unit": row["unit"], "volume": number(row["volume"]), "tariff": number(row["tariff"], 2),
        "sums": [money(row[name]) for name in SUMS], "meter": row["meter"], "method": row["method"],
        **{name: number(row[name]) for name in decimals}, "reason": row["recalculation_reason"],
        "instalment": number(row["instalment"], 2), "instalment_rest": number(row["instalment_rest"], 2),
    }


def plain(text):
    """Ordinary spaces and hyphens, as some programs print the ones that do not break."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("\u2011", "-"))


def lacking(figures, text):
    """Figures that stand in the text less often than they should."""
    for figure, times in Counter(map(plain, figures)).items():
        if len(re.findall(rf"(?<![\d,]){re.escape(figure)}(?![\d,])", text)) < times:
            yield figure


def check(path, pdfs):
    receipt = json.loads(Path(path).read_text(encoding="utf-8"))
    lines = [line for part in receipt["parts"] for line in part["lines"]]
    names = ["volume", "tariff", "reading_before", "reading_now", "norm", "house_reading", "house_volume", "instalment"]
    # As often as the receipt has them; a meter's readings are printed only with the meter.
    figures = [receipt["total"], *(part["total"] for part in receipt["parts"])]
    for row in lines:
        figures += [figure for figure in row["sums"] if figure != "—"]
        figures += [row[name] for name in names if row[name]]
    texts = [receipt["holder"], receipt["els"], receipt["account"], receipt["code"], *receipt["address"]]
    for part in receipt["parts"]:
        texts += [part["payee"][name] for name in ["name", "short_name", "inn", "kpp", "bic", "bank", "account", "corr_account", "phone"]]
    texts += [row[name] for row in lines for name in ["service", "unit", "meter", "reason"]]
    payloads = Counter([*(part["qr"] for part in receipt["parts"]), receipt["joint"], receipt["check"]])
    failed = defaultdict(list)
    for pdf in pdfs:
        text = plain(subprocess.run(["pdftotext", "-raw", pdf, "-"], stdout=subprocess.PIPE, check=True).stdout.decode())
        squeezed = text.replace(" ", "")
        failed[pdf] += [f"text {wanted}" for wanted in texts if plain(wanted).replace(" ", "") not in squeezed]
        failed[pdf] += [f"figure {figure}" for figure in lacking(figures, text)]
        seen = Counter(code.hex() for code in codes(pdf))
        if seen != payloads:
            failed[pdf].append(f"QR codes: {sum((payloads - seen).values())} missing, {sum((seen - payloads).values())} others")
    failed = {pdf: what for pdf, what in failed.items() if what}
    if failed:
        raise SystemExit("\n".join(f"{pdf} lacks: {'; '.join(what)}" for pdf, what in failed.items()))
    print(f"{len(lines)} lines, {len(receipt['parts'])} payees, {len(figures)} figures, {payloads.total()} QR codes")


def main():
    match sys.argv[1:]:
        case ["choose", register, accounts]:
            print(choose(register, accounts))
        case ["content", register, suppliers, account, pdf]:
            json.dump(content(register, suppliers, account, pdf), sys.stdout, ensure_ascii=False)
        case ["check", path, *pdfs] if pdfs:
            check(path, pdfs)
        case _:
            raise SystemExit(__doc__)


main()
