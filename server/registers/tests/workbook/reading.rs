//! Reading of the template and of registers as sheets, and what the clerk is told of the wrong ones.
//! Not here: files made to do harm (see `traps`).

use crate::common::{self, LINE, file, read_with};
use crate::parts::{Gis, facts, payee, sentence, sentences, town_facts};
use domain::Money;
use domain::charge::VolumeMethod;
use registers::xlsx::{self, GisFile, Kind, detect, read_gis, read_register, write_register_xlsx};
use registers::{FileError, FileProblems, RegisterReader, Town};
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::collections::BTreeMap;
use std::io::Cursor;

fn convert(file: GisFile) -> Result<String, FileProblems> {
    Ok(String::from_utf8(file.into_register(facts, payee)?).unwrap())
}

fn gis(bytes: &[u8]) -> Result<GisFile, FileProblems> {
    read_gis(Cursor::new(bytes))
}

#[test]
fn a_document_becomes_lines_with_the_debt_on_the_first_of_its_payee() {
    let book = Gis::new().bytes();
    assert_eq!(detect(Cursor::new(&book)), Ok(Kind::Gis));
    let file = gis(&book).unwrap();
    assert_eq!(file.warnings, []);
    let document = &file.documents[0];
    assert_eq!((document.els.as_str(), document.period.to_string().as_str()), ("30АБ104512", "2026-09"));
    assert_eq!(document.rows[0].method, Some(VolumeMethod::Meter));
    assert_eq!(document.rows[0].reason.as_deref(), Some("Перерыв в подаче"));
    let register = convert(file).unwrap();
    let lines: Vec<_> = register.lines().collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(
        lines[1],
        "2026-09;1902000417;30АБ104512;Абакан;ул. Щетинкина;12а;3;Сёмин Пётр;54.3;2;7707083893;Отопление;Гкал;1.1186;2412.55;\
         1000.00;2698.66;-12.50;300.00;1.07;1000.00;2387.23;meter;;;417.25;;;;Перерыв в подаче;;"
    );
    assert!(lines[2].contains(";7707083893;Горячая вода;м³;3;100;0.00;300.00;0.00;0.00;0.00;0.00;300.00;norm;"));
    assert!(lines[3].contains(";500100732259;Вывоз ТКО;чел.;2;90;-50.00;180.00;0.00;0.00;0.00;0.00;130.00;"));
    for line in read_with(register.as_bytes(), |line| line.sums.add_up()) {
        assert_eq!(line, Ok(true));
    }
}

#[test]
fn a_debt_left_after_the_payments_is_told_by_what_the_document_asks_for() {
    // Asked for: services 2686.16 + 300, debt 1000, penalty 1.07, and the 1000 paid not taken off again.
    let register = convert(gis(&Gis::new().document(1, 10, "3687.23").bytes()).unwrap()).unwrap();
    assert!(register.contains(";2000.00;2698.66;-12.50;300.00;1.07;1000.00;3387.23;"), "{register}");
    // An advance: nothing to pay is written as 0.
    let register = convert(gis(&Gis::new().document(2, 8, "500").document(2, 10, "0").bytes()).unwrap()).unwrap();
    assert!(register.contains(";-500.00;180.00;0.00;0.00;0.00;0.00;-320.00;"), "{register}");
}

#[test]
fn a_town_goes_through_the_template_and_comes_out_with_the_same_sums_and_details() {
    let town = Town::new(400, 3).with_details(true);
    let suppliers = Town::suppliers(None);
    let mut register = Vec::new();
    town.write_register("2026-09".parse().unwrap(), &mut register).unwrap();
    let mut book = Cursor::new(Vec::new());
    xlsx::sample::write_gis(&register[..], &suppliers, &mut book).unwrap();
    let file = read_gis(book).unwrap();
    assert_eq!(file.warnings, []);
    let accounts = town_facts(&register);
    let by_requisites = |bic: &str, account: &str| {
        suppliers
            .iter()
            .find(|supplier| (supplier.bic.as_str(), supplier.account.as_str()) == (bic, account))
            .map(|s| s.inn.clone())
    };
    let made = file.into_register(|els| accounts.get(els).cloned(), by_requisites).unwrap();
    assert_eq!(sums_by_payee(&made), sums_by_payee(&register));
    let details = |bytes: &[u8]| {
        read_with(bytes, |line| {
            let details = line.details;
            let told = (details.method, details.norm, details.reading_now, details.house_reading, details.house_volume);
            let key = (line.account.to_owned(), line.service.to_owned());
            (!line.els.is_empty()).then(|| (key, told, details.recalculation_reason.map(str::to_owned), details.instalment))
        })
        .into_iter()
        .filter_map(Result::unwrap)
        .collect::<Vec<_>>()
    };
    assert!(details(&made) == details(&register));
}

fn sums_by_payee(register: &[u8]) -> BTreeMap<(String, String), [Money; 4]> {
    let mut out: BTreeMap<_, [Money; 4]> = BTreeMap::new();
    for line in
        read_with(register, |line| (line.els.to_owned(), line.account.to_owned(), line.supplier_inn.to_owned(), line.sums))
    {
        let (els, account, inn, sums) = line.unwrap();
        if !els.is_empty() {
            let known = out.entry((account, inn)).or_default();
            let add = [sums.opening, sums.penalty, sums.paid, sums.total];
            known.iter_mut().zip(add).for_each(|(known, add)| *known += add);
        }
    }
    out
}

#[test]
fn merged_cells_in_the_table_are_told_row_by_row() {
    let mut gis_book = Gis::new();
    gis_book.merge_numbers = true;
    let told = sentences(gis(&gis_book.bytes()).unwrap_err());
    assert_eq!(
        told,
        ["Лист «Разделы 3-6», строка 5, столбец A «Номер платежного документа»: ячейка не заполнена. \
          Если ячейки объединены, отмените объединение и заполните каждую строку."]
    );
}

#[test]
fn formulas_are_read_by_their_kept_results_and_without_them_refused() {
    let kept = Gis::new().formula(2, 8, "=2000+698.66", Some("2698.66"));
    assert!(convert(gis(&kept.bytes()).unwrap()).unwrap().contains(";2698.66;"));
    let told = sentence(gis(&Gis::new().formula(2, 8, "=2000+698.66", None).bytes()).unwrap_err());
    assert_eq!(
        told,
        "Лист «Разделы 3-6», строка 4, столбец I «Всего начислено за расчетный период, руб.»: в ячейке формула без результата. \
         Откройте книгу в Excel, дождитесь пересчёта и сохраните её."
    );
    let told = sentence(gis(&Gis::new().formula(2, 8, "=A1", Some("#REF!")).bytes()).unwrap_err());
    assert_eq!(
        told,
        "Лист «Разделы 3-6», строка 4, столбец I «Всего начислено за расчетный период, руб.»: в ячейке ошибка #REF!. \
         Исправьте формулу или впишите значение и сохраните книгу."
    );
}

#[test]
fn a_missing_sheet_is_named_with_those_that_are_there() {
    let told = sentence(gis(&Gis::new().sheet_name(1, "Лист2").bytes()).unwrap_err());
    assert_eq!(
        told,
        "В книге нет листа «Разделы 3-6». Есть листы: «Разделы 1-2», «Лист2». \
         Переименуйте нужный лист или выгрузите книгу по шаблону ГИС ЖКХ."
    );
    // Case, spaces and the kind of dash do not matter.
    assert!(gis(&Gis::new().sheet_name(1, "РАЗДЕЛЫ 3 – 6").bytes()).is_ok());
}

#[test]
fn a_renamed_header_is_named_with_what_stands_there() {
    let told = sentence(gis(&Gis::new().header(2, 8, "Насчитано").bytes()).unwrap_err());
    assert_eq!(
        told,
        "На листе «Разделы 3-6» не найдены заголовки: «Всего начислено за расчетный период, руб.». \
         Не загружаются столбцы: «Способ определения объемов КУ», «Насчитано», «Сумма, руб.», \
         «в т. ч. за ком. усл. - индивид. потребле…». \
         Если среди них тот, что нужен, верните ему название из шаблона и загрузите книгу снова."
    );
    let warned = gis(&Gis::new().header(2, 16, "Почему").bytes()).unwrap().warnings;
    assert_eq!(
        warned[0].to_string(),
        "На листе «Разделы 3-6» нет столбца «Основания перерасчетов»: эти сведения не загружаются."
    );
}

#[test]
fn wrong_values_are_told_by_sheet_row_and_column() {
    for (book, told) in [
        (
            Gis::new().service(1, 8, "много"),
            "Лист «Разделы 3-6», строка 4, столбец I «Всего начислено за расчетный период, руб.»: «много» — не сумма.",
        ),
        (
            Gis::new().service(1, 8, "2698,665"),
            "столбец I «Всего начислено за расчетный период, руб.»: в сумме «2698,665» доли копейки.",
        ),
        (Gis::new().service(1, 10, "-300"), "столбец K «Льготы, субсидии, руб.»: «-300.00» — меньше нуля."),
        (Gis::new().service(1, 3, "На глаз"), "«На глаз» — не способ определения объёма."),
        (
            Gis::new().service(2, 0, "ПД-9"),
            "строка 5, столбец A «Номер платежного документа»: платёжного документа «ПД-9» нет на листе «Разделы 1-2».",
        ),
        (Gis::new().service(1, 1, ""), "столбец B «Услуга»: ячейка не заполнена."),
        (
            Gis::new().document(1, 0, "30АБ"),
            "Лист «Разделы 1-2», строка 4, столбец A «Идентификатор ЖКУ»: «30АБ» — не идентификатор ЖКУ.",
        ),
        (Gis::new().document(1, 3, "сентябрь"), "столбец D «Расчетный период (ММ.ГГГГ)»: «сентябрь» — не месяц."),
        (Gis::new().document(1, 5, "1,5"), "«1,5» — не число жителей."),
        (
            Gis::new().document(2, 15, "1"),
            "строка 5, столбец P «Номер платежного реквизита»: этот платёжный документ с реквизитом № «1» уже есть выше.",
        ),
    ] {
        let words = sentence(gis(&book.bytes()).unwrap_err());
        assert!(words.contains(told), "{words}\n{told}");
    }
}

#[test]
fn documents_that_do_not_fit_are_told_by_sheet_row_and_column() {
    for (book, told) in [
        (
            Gis::new().service(1, 19, "2386,17"),
            "Лист «Разделы 3-6», строка 4, столбец T «Итого к оплате за расчетный период, руб. - Всего»: итог не сходится: по ячейкам строки выходит 2\u{a0}386,16\u{a0}₽, а указано 2\u{a0}386,17\u{a0}₽.",
        ),
        (
            Gis::new().document(1, 10, "2687.22"),
            "Лист «Разделы 1-2», строка 4, столбец K «Итого к оплате за расчетный период c учетом задолженности/переплаты, руб.»: итог документа не сходится: по услугам, долгу и неустойкам выходит 2\u{a0}687,23\u{a0}₽, а указано 2\u{a0}687,22\u{a0}₽.",
        ),
        (
            Gis::new().document(1, 0, "99ЯЯ000000-01").document(2, 0, "99ЯЯ000000-01"),
            "лицевого счёта с ЕЛС 99ЯЯ000000 нет в базе.",
        ),
        (
            Gis::new().document(1, 12, "40702810000000000000"),
            "столбец M «Расчетный счет»: нет поставщика со счётом 40702810000000000000 в банке с БИК 049514608.",
        ),
        (
            Gis::new().service(2, 21, "7"),
            "строка 5, столбец V «Номер платежного реквизита»: у платёжного документа нет реквизита № «7»",
        ),
        (
            Gis::new().service(2, 1, "Отопление").service(2, 2, "Гкал"),
            "строка 5, столбец B «Услуга»: услуга «Отопление» этого документа и поставщика уже есть в строке 4.",
        ),
        (
            Gis::new().service(3, 21, "1"),
            "у документа есть задолженность, аванс, оплата или неустойка, а строк услуг к ней нет.",
        ),
    ] {
        let words = sentences(convert(gis(&book.bytes()).unwrap()).unwrap_err()).join("\n");
        assert!(words.contains(told), "{words}\n{told}");
    }
}

#[test]
fn numbers_that_a_spreadsheet_has_spoilt_are_mended_or_told() {
    // БИК lost its zero, the month became a number, a sum came out of a formula.
    let book = Gis::new().number(1, 1, 11, 49_514_608.0).number(1, 1, 3, 9.2026).number(2, 1, 19, 2_386.160_000_000_000_3);
    let register = convert(gis(&book.bytes()).unwrap()).unwrap();
    assert!(register.contains("2026-09;1902000417;") && register.contains(";7707083893;Отопление;"), "{register}");
    let told = sentence(gis(&Gis::new().number(1, 1, 12, 4.070_281_012_345_679e19).bytes()).unwrap_err());
    assert!(
        told.contains(
            "столбец M «Расчетный счет»: «40702810123456790000» — число, у которого таблица потеряла последние цифры."
        ),
        "{told}"
    );
}

#[test]
fn a_register_as_a_sheet_reads_back_as_it_was_with_rows_as_lines() {
    let formula = common::with("holder", "=cmd|' /C calc'!A0");
    let mut register = Vec::new();
    Town::new(200, 1).with_details(true).write_register("2026-09".parse().unwrap(), &mut register).unwrap();
    for text in [String::from_utf8(register).unwrap(), file(&[LINE, &formula])] {
        let mut book = Cursor::new(Vec::new());
        write_register_xlsx(text.as_bytes(), &mut book).unwrap();
        assert_eq!(detect(&mut book), Ok(Kind::Register));
        let back = read_register(&mut book).unwrap();
        assert!(common::read(&back) == common::read(text.as_bytes()));
    }
}

#[test]
fn a_sheet_of_a_register_keeps_the_numbers_of_its_rows_in_what_is_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Реестр за сентябрь").unwrap();
    for (column, name) in (0_u16..).zip(registers::COLUMNS) {
        sheet.write_string(2, column, name).unwrap();
        for (row, line) in [(3, LINE.to_owned()), (6, common::with("total", "1"))] {
            let value = line.split(';').nth(column.into()).unwrap().to_owned();
            sheet.write_string(row, column, value).unwrap();
        }
    }
    let register = read_register(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
    let read = read_with(&register, |line| line.line);
    assert_eq!(read[0], Ok(4));
    assert!(read[1].as_ref().unwrap_err().to_string().starts_with("Строка 7, столбец total: итог не сходится"));

    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write_formula(3, 21, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let told = sentence(read_register(Cursor::new(book.save_to_buffer().unwrap())).unwrap_err());
    assert!(told.starts_with("Лист «Sheet1», строка 4, столбец V «total»: в ячейке ошибка #DIV/0!."), "{told}");

    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write_string(2, 21, "всего").unwrap();
    let told = sentence(read_register(Cursor::new(book.save_to_buffer().unwrap())).unwrap_err());
    assert_eq!(told, "В заголовке нет столбца: total. Добавьте его и загрузите файл снова.");
}

#[test]
fn two_hundred_thousand_rows_are_read_and_the_wrong_one_is_found() {
    const ROWS: u32 = 200_000;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().unwrap();
    let bold = Format::new().set_bold();
    for (column, name) in (0_u16..).zip(registers::COLUMNS) {
        sheet.write_string_with_format(0, column, name, &bold).unwrap();
    }
    let values: Vec<&str> = LINE.split(';').collect();
    for row in 1..=ROWS {
        for (column, value) in (0_u16..).zip(&values) {
            match (column, row) {
                (16, ROWS) => sheet.write_string(row, column, "много").unwrap(),
                (0..=7 | 10..=12, _) => sheet.write_string(row, column, *value).unwrap(),
                _ => sheet.write_number(row, column, value.replace(',', ".").parse::<f64>().unwrap()).unwrap(),
            };
        }
    }
    let register = read_register(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
    let mut reader = RegisterReader::open(&register[..]).unwrap();
    let (mut lines, mut told) = (0, Vec::new());
    while let Some(line) = reader.next_line() {
        lines += 1;
        told.extend(line.err().map(|error| error.to_string()));
    }
    assert_eq!(lines, ROWS);
    assert_eq!(told, ["Строка 200001, столбец charged: «много» — не сумма. Запишите её как 1234,50 или 1234.50."]);
}

#[test]
fn what_is_no_workbook_is_told_by_what_it_is() {
    for (bytes, error) in [
        (&b""[..], FileError::ZeroBytes),
        (b"period;account", FileError::NotAWorkbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileError::OldOrLockedWorkbook),
        (b"PK\x03\x04 and then nothing", FileError::BrokenWorkbook),
    ] {
        assert_eq!(gis(bytes).unwrap_err(), FileProblems::File(error.clone()));
        assert_eq!(detect(Cursor::new(bytes)), Err(error));
    }
    let empty = Workbook::new().save_to_buffer().unwrap();
    assert_eq!(detect(Cursor::new(&empty)), Err(FileError::UnknownWorkbook));
    let mut cut = Gis::new().bytes();
    cut.truncate(cut.len() / 2);
    assert_eq!(
        sentence(gis(&cut).unwrap_err()),
        "Книга Excel повреждена и не читается. Откройте её в Excel, сохраните заново как .xlsx и загрузите снова."
    );
}
