//! The receipt's PDF, read back with other people's programs: poppler, qpdf, zbar (Debian's packages).
//! Not here: what is read from PDFs of strangers (see `inspect`).

use crate::sample;
use documents::content::{Agent, Payer, Receipt};
use documents::pdf::{BundleItem, QR_SIDE_MM, Typesetter};
use documents::seal::{SigningKey, read_seal, seal_pdf};
use domain::Money;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(Typesetter::new);

/// A file of its own for each test, gone with it.
struct Paper(PathBuf);

impl Paper {
    fn new(test: &str, pdf: &[u8]) -> Self {
        let folder = std::env::temp_dir().join(format!("kvitok-pdf-{}-{test}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("it.pdf"), pdf).unwrap();
        Self(folder)
    }

    fn of(test: &str, receipt: &Receipt) -> Self {
        Self::new(test, &TYPESETTER.receipt(receipt))
    }

    /// What a program prints about the file.
    fn run(&self, program: &str, before: &[&str], after: &[&str]) -> Vec<u8> {
        let mut command = Command::new(program);
        command.args(before).arg("it.pdf").args(after).current_dir(&self.0).stderr(Stdio::null());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{program}: {output:?}");
        output.stdout
    }

    /// The text as it is read aloud: of the structure's order where there is one; no-break spaces as spaces.
    fn text(&self) -> String {
        let raw = self.run("pdftotext", &["-raw"], &["-"]);
        String::from_utf8(raw).unwrap().replace('\u{a0}', " ")
    }

    /// Asserts that the QR codes that are seen on the pages at this resolution say exactly this, byte for byte.
    fn says(&self, resolution: &str, expected: &[&[u8]]) {
        self.run("pdftoppm", &["-r", resolution, "-gray", "-png"], &["page"]);
        let mut seen = Vec::new();
        for entry in std::fs::read_dir(&self.0).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "png") {
                // "binary": windows-1251 as it is, not taken for another encoding. One code follows the other.
                let options = ["--raw", "-q", "--nodbus", "-Sbinary", "-Sdisable", "-Sqrcode.enable"];
                seen.extend(Command::new("zbarimg").args(options).arg(&path).output().unwrap().stdout);
                std::fs::remove_file(path).unwrap();
            }
        }
        for code in expected {
            let at = seen.windows(code.len()).position(|part| part == *code);
            let at = at.unwrap_or_else(|| panic!("{resolution} dpi: {} is not seen", String::from_utf8_lossy(code)));
            seen.drain(at..at + code.len());
        }
        assert!(seen.trim_ascii().is_empty(), "{resolution} dpi: also {}", String::from_utf8_lossy(&seen));
    }

    /// The elements of the structure as poppler lists them.
    fn structure(&self) -> String {
        String::from_utf8(self.run("pdfinfo", &["-struct-text"], &[])).unwrap()
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Everything a receipt's codes say.
fn codes(receipt: &Receipt) -> Vec<&[u8]> {
    let parts = receipt.parts.iter().filter_map(|part| part.qr.as_deref());
    let joint = receipt.joint.iter().map(|joint| joint.qr.as_slice());
    let check = receipt.mark.iter().map(|mark| mark.url.as_bytes());
    parts.chain(joint).chain(check).collect()
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// Asserts that the words stand in the text one after the other.
fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("«{word}» is missing, or too early, in\n{text}"));
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn the_same_receipt_is_the_same_bytes() {
    for receipt in [sample::small(), sample::ordinary(), sample::long(60)] {
        assert_eq!(TYPESETTER.receipt(&receipt), Typesetter::new().receipt(&receipt));
    }
    assert_ne!(TYPESETTER.receipt(&sample::ordinary()), TYPESETTER.receipt(&sample::corrected()));
}

#[test]
fn an_ordinary_flat_takes_one_sheet_and_a_long_list_flows_on() {
    for receipt in [sample::small(), sample::ordinary(), sample::corrected(), sample::paper(), sample::preview()] {
        assert_eq!(TYPESETTER.pages(&receipt), 1);
    }
    let long = sample::long(60);
    assert_eq!(TYPESETTER.pages(&long), 2);
    let text = Paper::of("flows", &long).text();
    in_order(&text, &["лист 1 из 2", "продолжение", "лист 2 из 2"]);
    assert_eq!(text.matches("Начислено").count(), 2, "the head is repeated");
    for number in 1..=60 {
        assert!(
            text.contains(&format!("Дополнительная услуга № {number}\n"))
                || text.contains(&format!("Дополнительная услуга № {number} "))
        );
    }
}

#[test]
fn other_programs_find_nothing_wrong() {
    // Letters that hardly any receipt has stand in a font of their own.
    let receipts = [
        (sample::small(), 1),
        (sample::ordinary(), 1),
        (sample::paper(), 1),
        (sample::preview(), 1),
        (sample::long(200), 1),
        (sample::hostile(), 2),
        (sample::advance(), 1),
    ];
    for (receipt, expected) in receipts {
        let paper = Paper::of("check", &receipt);
        paper.run("qpdf", &["--check"], &[]);
        let fonts = String::from_utf8(paper.run("pdffonts", &[], &[])).unwrap();
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert_eq!(fonts.len(), expected, "{fonts:?}");
        assert!(fonts.iter().all(|font| font.contains("+PTSans-") && font.contains("yes yes yes")), "{fonts:?}");
    }
}

#[test]
fn a_file_says_what_it_is() {
    let paper = Paper::of("info", &sample::ordinary());
    let info = plain(&String::from_utf8(paper.run("pdfinfo", &[], &[])).unwrap());
    for line in
        ["Квитанция за сентябрь 2026, лицевой счёт 1900451207", "Oct  1 00:00:00 2026 UTC", "595.28 x 841.89 pts (A4)"]
    {
        assert!(info.contains(line), "{info}");
    }
    for (name, value) in [("Tagged", "yes"), ("PDF version", "1.7"), ("Pages", "1"), ("Encrypted", "no")] {
        let line = info.lines().find(|line| line.starts_with(&format!("{name}:"))).unwrap();
        assert!(line.ends_with(value), "{line}");
    }
    let meta = String::from_utf8(paper.run("pdfinfo", &["-meta"], &[])).unwrap();
    for claim in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "<rdf:li>ru<", "2026-10-01T00:00:00Z"] {
        assert!(meta.contains(claim), "{meta}");
    }
    let catalog = paper.run("qpdf", &["--qdf", "--object-streams=disable"], &["-"]);
    let catalog = String::from_utf8_lossy(&catalog);
    for key in ["/Lang (ru)", "/DisplayDocTitle true", "/Marked true", "/GTS_PDFA1", "/Tabs /S"] {
        assert!(catalog.contains(key), "{key}");
    }
}

#[test]
fn every_head_of_a_table_says_whether_it_is_of_a_row_or_of_a_column() {
    for (name, receipt) in [("heads", sample::ordinary()), ("heads-small", sample::small())] {
        let structure = Paper::of(name, &receipt).structure();
        let mut heads: Vec<Option<&str>> = Vec::new();
        for line in structure.lines().map(str::trim) {
            match (line.strip_prefix("/Scope "), heads.last_mut()) {
                (Some(scope), Some(head)) => *head = Some(scope),
                _ if line.starts_with("TH") => heads.push(None),
                _ => {}
            }
        }
        for scope in ["/Row", "/Column"] {
            assert!(heads.contains(&Some(scope)), "{name}: {scope}");
        }
        assert!(!heads.contains(&None), "{name}: {structure}");
    }
}

#[test]
fn everything_is_in_the_text_in_the_order_in_which_it_is_read() {
    let receipt = sample::ordinary();
    let text = Paper::of("text", &receipt).text();
    in_order(
        &text,
        &[
            "Платёжный документ (квитанция)",
            "для внесения платы за жилое помещение и коммунальные услуги",
            "за сентябрь 2026 года",
            "1. Плательщик и получатели платежа",
            "Лицевой счёт 1900451207 ЕЛС 50АА123456",
            "Плательщик Топоева Мария Николаевна",
            "площадь 54,3 м², проживает 2 человека",
            "Единый расчётный центр Республики Хакасия",
            "1901118965",
            "40702810271000002345",
            "30101810500000000608",
            "8 (3902) 22-14-14",
            "2. Показания приборов учёта",
            "Меркурий 200 № 40118623 18 220 кВт·ч 18 384 кВт·ч 164 кВт·ч",
            "3. Расчёт размера платы",
            "УК «Наш дом» — электронно",
            "Отопление Гкал 0,9774 ср. 2 345,67 2 150,40 2 292,66 −42,10",
            "(аванс) −120,00",
            "Хакасэнергосбыт — на бумаге",
            "Всего",
            "4. Справочные данные",
            "норматив 0,018 Гкал, общедомовой счётчик 4 512,6 Гкал, объём по дому 98,421 Гкал",
            "5. Рассрочка платежа",
            "платёж этого месяца с процентами 152,40 ₽, останется 457,64 ₽",
            "6. Перерасчёты",
            "акт № 341 от 14 сентября 2026",
            "Оплата по QR-коду: каждому получателю — свой",
            "Оплатить на сайте",
            "линия отрыва",
            "Итого к оплате 5 727,84 ₽",
            "оплатить до 15 октября 2026",
            "Оплатить всё сразу",
            "Проверить квитанцию:",
            "K7QM‑3X9P‑T2WD",
            "на erc19.example/check",
        ],
    );
    for part in &receipt.parts {
        assert!(text.contains(&plain(&part.total.roubles())), "{}", part.payee.name);
        for line in &part.lines {
            assert!(text.contains(&line.service), "{}", line.service);
            for sum in [line.sums.charged, line.sums.total] {
                assert!(text.contains(&plain(&sum.digits())), "{}: {sum:?}", line.service);
            }
        }
    }
    assert!(!text.contains("исправленная"));
    let corrected = Paper::of("corrected", &sample::corrected()).text();
    assert!(corrected.contains("исправленная, версия 2, от 6 октября 2026"));
}

#[test]
fn the_structure_is_that_of_a_document_with_tables() {
    let structure = plain(&Paper::of("structure", &sample::ordinary()).structure());
    let count =
        |name: &str| structure.lines().filter(|line| line.trim_start().split([' ', ':']).next() == Some(name)).count();
    assert_eq!((count("H1"), count("H2"), count("Table"), count("Figure"), count("Link")), (1, 7, 3, 7, 1), "{structure}");
    // Payees, meters and charges: a head, then a row for each.
    assert_eq!(count("TR"), (1 + 5) + (1 + 4) + (1 + 5 + 11 + 1));
    assert!(count("TH") > 30 && count("TD") > 150);
    // Every symbol has words for those who do not see it.
    let raw = Paper::of("alt", &sample::ordinary()).run("qpdf", &["--qdf", "--object-streams=disable"], &["-"]);
    assert_eq!(raw.windows(5).filter(|part| part == b"/Alt ").count(), 7);
}

#[test]
fn every_code_is_scanned_back_from_paper_and_from_a_screen() {
    for receipt in [sample::small(), sample::usual(), sample::ordinary(), sample::paper(), sample::long(60)] {
        let paper = Paper::of("codes", &receipt);
        let codes = codes(&receipt);
        assert!(codes.len() > 1);
        for resolution in ["200", "110"] {
            paper.says(resolution, &codes);
        }
    }
}

#[test]
fn codes_are_printed_as_large_as_banks_ask_for() {
    const { assert!(QR_SIDE_MM >= 35.0) };
    let raw = Paper::of("side", &sample::ordinary()).run("qpdf", &["--qdf", "--object-streams=disable"], &["-"]);
    let raw = String::from_utf8_lossy(&raw);
    // `side 0 0 side x y cm` before each symbol; the small one is the check code.
    let sides: Vec<f32> = raw
        .lines()
        .filter(|line| line.ends_with(" cm"))
        .map(|line| line.split(' ').next().unwrap().parse().unwrap())
        .collect();
    let (large, small): (Vec<f32>, Vec<f32>) = sides.into_iter().partition(|side| side * 25.4 / 72.0 >= 35.0);
    assert_eq!((large.len(), small.len()), (6, 1));
    assert!(small[0] * 25.4 / 72.0 >= 20.0);
}

#[test]
fn a_preview_cannot_be_paid() {
    let mut receipt = sample::preview();
    receipt.pay_url = Some("https://erc19.example/pay/never".into());
    let paper = Paper::of("preview", &receipt);
    let text = paper.text();
    // Letters of the mark stand among those of the tables: one word of it lies free.
    let words = String::from_utf8(paper.run("pdftotext", &["-bbox"], &["-"])).unwrap();
    assert!(words.contains(">НЕ</word>"), "{words}");
    assert!(text.contains("образец, не для оплаты"));
    assert!(!text.contains("Проверить квитанцию") && !text.contains("Оплатить"), "{text}");
    paper.says("200", &[]);
}

#[test]
fn paper_leaves_out_what_went_by_letter_and_says_so() {
    let receipt = sample::paper();
    let text = Paper::of("paper", &receipt).text();
    assert!(text.contains("УК «Наш дом», СГК, Водоканал — электронно: 4 563,78 ₽, в эту сумму не входит."), "{text}");
    assert!(text.contains("Итого к оплате 1 164,06 ₽"));
    for absent in ["Отопление", "2 642,85", "1 260,48", "660,45", "40702810371000003456", "Оплатить на сайте", "на бумаге"]
    {
        assert!(!text.contains(absent), "{absent}");
    }
}

#[test]
fn hostile_names_stay_on_the_page() {
    let paper = Paper::of("hostile", &sample::hostile());
    let text = paper.text();
    assert!(text.contains("О’Нил‑Ходжа|оглы = «Ёлкин»"));
    assert!(text.contains('□'), "what the font lacks is seen as a box");
    assert!(!text.contains('\u{202e}') && !text.contains('\u{0}'));
    let boxes = String::from_utf8(paper.run("pdftotext", &["-bbox"], &["-"])).unwrap();
    for word in boxes.lines().filter(|line| line.trim_start().starts_with("<word")) {
        let value = |name: &str| -> f32 {
            let rest = word.split_once(&format!("{name}=\"")).unwrap().1;
            rest.split('"').next().unwrap().parse().unwrap()
        };
        assert!(value("xMin") >= 28.0 && value("xMax") <= 567.5, "{word}");
        assert!(value("yMin") >= 0.0 && value("yMax") <= 841.0, "{word}");
    }
}

#[test]
fn nothing_at_all_is_a_receipt_too() {
    let mut receipt = sample::small();
    receipt.parts.clear();
    receipt.mark = None;
    receipt.agent = Agent::default();
    receipt.payer = Payer::default();
    let text = Paper::of("empty", &receipt).text();
    assert!(text.contains(&plain(&format!("Итого к оплате {}", Money::ZERO.roubles()))));
}

#[test]
fn a_bundle_is_one_file_with_a_font_for_all() {
    let (ordinary, long) = (sample::paper(), sample::long(60));
    let notes = ["Квитанций: 2".to_owned(), "Листов: 3".to_owned()];
    let separator = BundleItem::Separator { street: "улица Кирова", notes: &notes };
    let items = [separator, BundleItem::Receipt(&ordinary), BundleItem::Receipt(&long)];
    let bundle = TYPESETTER.bundle("Печать за сентябрь 2026, 1 из 4", ordinary.issued, items);
    assert_eq!(bundle.sheets, 4);
    assert_eq!(bundle, Typesetter::new().bundle("Печать за сентябрь 2026, 1 из 4", ordinary.issued, items));
    let paper = Paper::new("bundle", &bundle.pdf);
    paper.run("qpdf", &["--check"], &[]);
    in_order(&paper.text(), &["улица Кирова", "Листов: 3", "Платёжный документ", "Платёжный документ", "лист 2 из 2"]);
    assert_eq!(String::from_utf8(paper.run("pdffonts", &[], &[])).unwrap().lines().count(), 2 + 1);
    let mut all = codes(&ordinary);
    all.extend(codes(&long));
    paper.says("200", &all);
}

#[test]
fn a_receipt_stays_small() {
    for (receipt, limit) in [(sample::small(), 14_000), (sample::usual(), 20_480), (sample::ordinary(), 25_000)] {
        let size = TYPESETTER.receipt(&receipt).len();
        assert!(size <= limit, "{size} bytes");
    }
    let (ordinary, issued) = (sample::ordinary(), sample::ordinary().issued);
    let items = std::iter::repeat_n(BundleItem::Receipt(&ordinary), 20);
    assert!(TYPESETTER.bundle("Печать", issued, items).pdf.len() / 20 <= 11_500);
}

#[test]
fn a_sealed_receipt_is_still_whole_for_everybody() {
    let receipt = sample::ordinary();
    let key = SigningKey::from_seed(1, [7; 32]);
    let sealed = seal_pdf(TYPESETTER.receipt(&receipt), &key, [3; 16]).unwrap();
    assert!(read_seal(&sealed).unwrap().verify(&sealed, &key.verifying_key()));
    let paper = Paper::new("sealed", &sealed);
    paper.run("qpdf", &["--check"], &[]);
    assert_eq!(paper.text(), Paper::of("unsealed", &receipt).text());
}
