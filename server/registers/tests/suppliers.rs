//! Reading of suppliers files.
//! Not here: registers (see `register.rs`).

use domain::{QrEncoding, QrField, QrOptions};
use registers::{
    FileError, FileProblems, RowError, RowErrorKind, SUPPLIER_COLUMNS, Warning, read_suppliers, write_suppliers,
};

const GOOD: &str =
    "7707083893;770701001;ООО «Тепло»;Тепло;049514608;Банк;40702810123456789012;30101810500000000608;8;2026-10";

fn file(lines: &[&str]) -> String {
    format!("{}\n{}\n", SUPPLIER_COLUMNS.join(";"), lines.join("\n"))
}

fn errors(text: &str) -> Vec<RowError> {
    match read_suppliers(text.as_bytes()) {
        Err(FileProblems::Rows(problems)) => problems.first,
        other => panic!("{other:?}"),
    }
}

#[test]
fn suppliers_are_read_in_both_encodings() {
    let text = file(&[GOOD, "500100732259;;ИП Иванов;;049514608;;40802810123456789012;;;"]);
    let read = read_suppliers(text.as_bytes()).unwrap();
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
    assert_eq!(read.suppliers[0].electronic_from.unwrap().to_string(), "2026-10");
    assert_eq!(read.suppliers[1].electronic_from, None);
    assert_eq!(read.suppliers[1].short_name, "ИП Иванов");
    let (windows, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
    assert_eq!(read_suppliers(&windows[..]).unwrap(), read);
}

#[test]
fn an_inn_met_twice_is_told_with_both_lines() {
    let found = errors(&file(&[GOOD, "", GOOD]));
    let kind = RowErrorKind::DuplicateInn { inn: "7707083893".into(), first_line: 2 };
    assert_eq!(found, [RowError { line: 4, column: Some("inn"), kind, sheet: None }]);
    assert_eq!(
        found[0].to_string(),
        "Строка 4, столбец inn: ИНН 7707083893 уже есть в строке 2. Оставьте одну из двух строк."
    );
}

#[test]
fn a_wrong_first_period_and_an_empty_name_are_errors() {
    let found = errors(&file(&[&GOOD.replace("2026-10", "октябрь"), &GOOD.replace("ООО «Тепло»", " ")]));
    assert_eq!(found[0].kind, RowErrorKind::NotAPeriod("октябрь".into()));
    assert_eq!((found[0].line, found[0].column), (2, Some("electronic_from")));
    assert_eq!((found[1].column, &found[1].kind), (Some("name"), &RowErrorKind::Empty));
}

#[test]
fn wrong_control_digits_and_requisites_are_warnings_that_name_the_supplier() {
    let text =
        file(&[&GOOD.replace("7707083893", "7707083894").replace("049514608", "49514608").replace("789012", "78901")]);
    let warnings = read_suppliers(text.as_bytes()).unwrap().warnings;
    assert_eq!(warnings[0], Warning::InnControlDigits { line: 2, inn: "7707083894".into(), name: "Тепло".into() });
    assert!(matches!(&warnings[1], Warning::Requisite { column: "bic", digits: 9, .. }));
    assert!(matches!(&warnings[2], Warning::Requisite { column: "account", digits: 20, .. }));
    assert_eq!(warnings.len(), 3);
}

#[test]
fn the_first_hundred_errors_are_kept_and_all_are_counted() {
    let Err(FileProblems::Rows(problems)) = read_suppliers(file(&["x"; 250]).as_bytes()) else { panic!() };
    assert_eq!((problems.first.len(), problems.total), (100, 250));
    assert!(problems.to_string().ends_with("Всего ошибок: 250, показаны первые 100."));
}

#[test]
fn a_register_given_instead_is_refused_by_its_missing_columns() {
    let error = read_suppliers(registers::COLUMNS.join(";").as_bytes()).unwrap_err();
    assert!(matches!(error, FileProblems::File(FileError::MissingColumns(names)) if names.contains(&"bic")));
}

const WITH_QR: &str = ";qr_category;qr_fields;qr_encoding";

fn qr_file(values: &str) -> String {
    format!("{}{WITH_QR}\n{GOOD};{values}\n", SUPPLIER_COLUMNS.join(";"))
}

#[test]
fn how_the_payment_qr_is_written_is_read_and_written_back() {
    let read = read_suppliers(qr_file("ЖКХ;quittid, PayerAddress QuittId;UTF-8").as_bytes()).unwrap().suppliers;
    let qr = QrOptions {
        encoding: QrEncoding::Utf8,
        fields: vec![QrField::QuittId, QrField::PayerAddress],
        category: "ЖКХ".into(),
    };
    assert_eq!(read[0].qr, qr);
    let mut written = Vec::new();
    write_suppliers(&read, &mut written).unwrap();
    assert!(String::from_utf8(written.clone()).unwrap().ends_with(";2026-10;utf-8;QuittId,PayerAddress;ЖКХ\n"));
    assert_eq!(read_suppliers(&written[..]).unwrap().suppliers, read);
}

#[test]
fn a_usual_payment_qr_needs_no_columns() {
    let read = read_suppliers(qr_file(";;auto").as_bytes()).unwrap().suppliers;
    assert_eq!(read[0].qr, QrOptions::default());
    let mut written = Vec::new();
    write_suppliers(&read, &mut written).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), file(&[GOOD]));
}

#[test]
fn a_wrong_payment_qr_is_told_with_the_accepted_words() {
    for (values, told) in [
        (
            ";;koi8-r",
            "Строка 2, столбец qr_encoding: «koi8-r» — не кодировка QR-кода. Поставьте auto, windows-1251 или utf-8.",
        ),
        (
            ";QuittId,UIN;",
            "Строка 2, столбец qr_fields: «UIN» — не поле QR-кода. \
             Подойдут, через запятую: QuittId, QuittDate, PaymTerm, Payer, PayerAddress.",
        ),
    ] {
        assert_eq!(errors(&qr_file(values))[0].to_string(), told);
    }
}
