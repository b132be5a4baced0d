//! Writing payment codes: hostile names, limits, and the code of a receipt.
//! Not here: writing the vectors back (see the parent module).

use super::cp1251;
use super::requisites::payee;
use documents::content::Payee;
use documents::payment_qr::{Encoding, Key, Payment, ReceiptFacts, WriteError, for_receipt, read};
use domain::{CheckCode, Date, Money, QrEncoding, QrField, QrOptions};

fn payment() -> Payment {
    Payment {
        name: "ООО «Три кита»".into(),
        personal_acc: "40702810138250123017".into(),
        bank_name: "ОАО \"БАНК\"".into(),
        bic: "044525225".into(),
        corresp_acc: "30101810400000000225".into(),
        fields: vec![(Key::Sum, "100000".into())],
    }
}

fn written_name(name: &str, encoding: Encoding) -> Result<String, WriteError> {
    let written = Payment { name: name.into(), ..payment() }.write(encoding)?;
    Ok(read(&written).unwrap().name().unwrap().to_owned())
}

#[test]
fn hostile_names_are_cleaned() {
    for (name, cleaned) in [
        ("ООО «А|Б» = \"В\"", "ООО «А/Б» = \"В\""),
        ("  ООО\r\n\tРо\u{0}машка\u{a0} ", "ООО Ро машка"),
        ("О\u{200b}ОО\u{ad} Дом\u{202e}", "ООО Дом"),
        ("Водои\u{306}", "Водой"),
        ("|", "/"),
    ] {
        assert_eq!(written_name(name, Encoding::Utf8).unwrap(), cleaned);
        assert_eq!(written_name(name, Encoding::Windows1251).unwrap(), cleaned);
    }
    assert_eq!(
        written_name("Вода — № 1 … „ёЁ“ 5‑й дом −1 ₽", Encoding::Windows1251).unwrap(),
        "Вода — № 1 … „ёЁ“ 5-й дом -1 руб."
    );
    assert_eq!(written_name("ООО 🏠", Encoding::Windows1251), Err(WriteError::Letter(Key::Name)));
    assert_eq!(written_name("ООО 🏠", Encoding::Utf8).unwrap(), "ООО 🏠");
    assert_eq!(written_name("О\u{fffd}О", Encoding::Utf8), Err(WriteError::Letter(Key::Name)));
    assert_eq!(written_name(" \n", Encoding::Utf8), Err(WriteError::Missing(Key::Name)));
    assert_eq!(written_name("NULL", Encoding::Utf8), Err(WriteError::Form(Key::Name)));
}

#[test]
fn long_names_are_cut_at_a_word_and_the_required_block_keeps_to_its_bytes() {
    let long = "Общество с ограниченной ответственностью «Управляющая компания жилищно-коммунального хозяйства Центрального района города Абакана Республики Хакасия имени первых строителей»";
    assert!(long.chars().count() > 160);
    for encoding in [Encoding::Windows1251, Encoding::Utf8] {
        let payment = Payment { name: long.into(), bank_name: "Банк ".repeat(30), fields: vec![], ..payment() };
        let written = payment.write(encoding).unwrap();
        let said = read(&written).unwrap();
        let (name, bank) = (said.name().unwrap(), said.get(&Key::BankName).unwrap());
        assert!(long.starts_with(&format!("{name} ")), "{name}");
        assert!(name.chars().count() > 60 && name.chars().count() <= 160, "{name}");
        assert_eq!(bank, "Банк Банк Банк Банк Банк Банк Банк Банк Банк");
        assert!(written.len() - "ST00012|".len() <= 300, "{}", written.len());
    }
    let unbroken = written_name(&"Ы".repeat(500), Encoding::Windows1251).unwrap();
    assert_eq!(unbroken.chars().count(), 160);
    assert_eq!(written_name("ООО «Дом»", Encoding::Utf8).unwrap(), "ООО «Дом»");
}

#[test]
fn errors_name_the_field() {
    let with = |key: Key, value: &str| Payment { fields: vec![(key, value.into())], ..payment() }.write(Encoding::Utf8);
    assert_eq!(with(Key::Sum, "38.16"), Err(WriteError::Form(Key::Sum)));
    assert_eq!(with(Key::Kpp, "7802010012"), Err(WriteError::TooLong { key: Key::Kpp, limit: 9 }));
    assert_eq!(with(Key::PayeeInn, "1234567890123"), Err(WriteError::TooLong { key: Key::PayeeInn, limit: 12 }));
    assert_eq!(with(Key::Name, "ещё одно"), Err(WriteError::Repeated(Key::Name)));
    assert_eq!(with(Key::Other("sum x".into()), "1"), Err(WriteError::Form(Key::Other("sum x".into()))));
    assert_eq!(with(Key::Contract, &"я".repeat(2000)), Err(WriteError::TooMuch));
    for (account, error) in [
        ("", WriteError::Missing(Key::PersonalAcc)),
        ("4070281013825012301", WriteError::Form(Key::PersonalAcc)),
        ("4070281013825012301Ю", WriteError::Form(Key::PersonalAcc)),
        ("407028101382501230177", WriteError::TooLong { key: Key::PersonalAcc, limit: 20 }),
    ] {
        assert_eq!(Payment { personal_acc: account.into(), ..payment() }.write(Encoding::Utf8), Err(error));
    }
    assert_eq!(Payment { bic: "44525225".into(), ..payment() }.write(Encoding::Utf8), Err(WriteError::Form(Key::Bic)));
    assert_eq!(WriteError::TooLong { key: Key::Kpp, limit: 9 }.to_string(), "KPP is longer than 9 characters");
    let grouped = Payment { personal_acc: "40702 810 1 38250123017".into(), corresp_acc: String::new(), ..payment() };
    let said = read(&grouped.write(Encoding::Utf8).unwrap()).unwrap();
    assert_eq!((said.personal_acc(), said.get(&Key::CorrespAcc)), (Some("40702810138250123017"), Some("0")));
}

fn facts() -> ReceiptFacts<'static> {
    ReceiptFacts {
        pers_acc: "1234567890",
        period: "2026-09".parse().unwrap(),
        sum: Money(381_630),
        purpose: None,
        code: Some(CheckCode::from_hash(&[0xA5; 32])),
        issued: Date { year: 2026, month: 10, day: 5 },
        pay_by: Date { year: 2026, month: 10, day: 15 },
        payer_name: "Иванов Иван Иванович оглы",
        payer_address: "Абакан, ул. Щетинкина, д. 12, кв. 45",
    }
}

#[test]
fn a_receipts_code_has_its_fields_in_order_and_no_personal_data() {
    let written = for_receipt(&payee(), &QrOptions::default(), &facts()).unwrap();
    let expected = "ST00011|Name=ООО \"УК Трианон\"|PersonalAcc=40702810952090030727|BankName=ПАО Сбербанк|BIC=046015602|CorrespAcc=30101810600000000602|Sum=381630|Purpose=Оплата ЖКУ, л/с 1234567890, 09.2026|PayeeINN=6168108630|KPP=616801001|PersAcc=1234567890|PaymPeriod=092026|TechCode=02";
    assert_eq!(written, cp1251(expected));
}

#[test]
fn a_payee_gets_the_fields_it_asks_for() {
    let options = QrOptions {
        encoding: QrEncoding::Utf8,
        fields: vec![
            QrField::PaymTerm,
            QrField::QuittId,
            QrField::QuittDate,
            QrField::Payer,
            QrField::PayerAddress,
            QrField::QuittId,
        ],
        category: "001".into(),
    };
    let written = String::from_utf8(for_receipt(&payee(), &options, &facts()).unwrap()).unwrap();
    assert!(written.starts_with("ST00012|"));
    let (_, optional) = written.split_once("|TechCode=02|").unwrap();
    let code = CheckCode::from_hash(&[0xA5; 32]).compact();
    assert_eq!(
        optional,
        format!(
            "Category=001|PaymTerm=15.10.2026|QuittId={code}|QuittDate=05.10.2026|LastName=Иванов|FirstName=Иван|MiddleName=Иванович оглы|PayerAddress=Абакан, ул. Щетинкина, д. 12, кв. 45"
        )
    );
    let said = read(written.as_bytes()).unwrap();
    assert_eq!(said.quitt_id(), Some(code.as_str()));
    let nobody = ReceiptFacts { payer_name: "", payer_address: "", code: None, ..facts() };
    let written = String::from_utf8(for_receipt(&payee(), &options, &nobody).unwrap()).unwrap();
    assert!(written.ends_with("|PaymTerm=15.10.2026|QuittDate=05.10.2026"));
}

#[test]
fn the_encoding_gives_way_where_it_cannot_hold_a_letter_or_grows_too_large() {
    let encoding = |payee: &Payee, encoding: QrEncoding| {
        let written = for_receipt(payee, &QrOptions { encoding, ..QrOptions::default() }, &facts()).unwrap();
        read(&written).unwrap().encoding
    };
    let usual = payee();
    assert_eq!(encoding(&usual, QrEncoding::Auto), Encoding::Windows1251);
    assert_eq!(encoding(&usual, QrEncoding::Utf8), Encoding::Utf8);
    assert_eq!(encoding(&usual, QrEncoding::Windows1251), Encoding::Windows1251);
    let emoji = Payee { name: "ООО 🏠".into(), ..payee() };
    assert_eq!(encoding(&emoji, QrEncoding::Auto), Encoding::Utf8);
    assert_eq!(encoding(&emoji, QrEncoding::Windows1251), Encoding::Utf8);
    let long = "Очень длинный адрес ".repeat(20);
    let options = QrOptions { encoding: QrEncoding::Utf8, fields: vec![QrField::PayerAddress], category: String::new() };
    let written = for_receipt(&usual, &options, &ReceiptFacts { payer_address: &long, ..facts() }).unwrap();
    assert_eq!(read(&written).unwrap().encoding, Encoding::Windows1251);
    for sum in [Money::ZERO, Money(-5)] {
        let nothing = ReceiptFacts { sum, ..facts() };
        assert_eq!(for_receipt(&usual, &QrOptions::default(), &nothing), Err(WriteError::NothingToPay));
    }
}
