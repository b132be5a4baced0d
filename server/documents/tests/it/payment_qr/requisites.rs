//! Control digits of the vectors' requisites, and the clerk's warnings.
//! Not here: refusals of the writer (see `writing`).

use super::{T1, T2, T3, T4, T5, T6, T7, T8};
use documents::content::Payee;
use documents::payment_qr::read;
use documents::payment_qr::requisites::{Doubt, account_key_holds, corr_account_key_holds, doubts};

pub fn payee() -> Payee {
    Payee {
        name: "ООО \"УК Трианон\"".into(),
        inn: "6168108630".into(),
        kpp: "616801001".into(),
        bic: "046015602".into(),
        bank: "ПАО Сбербанк".into(),
        account: "40702810952090030727".into(),
        corr_account: "30101810600000000602".into(),
        ..Payee::default()
    }
}

#[test]
fn control_digits_hold_and_fail_where_the_vectors_say_so() {
    for (vector, account, corr) in [
        (&T1, true, true),
        (&T2, true, true),
        (&T3, true, false),
        (&T4, true, true),
        (&T5, false, false),
        (&T6, true, true),
        (&T7, true, true),
        (&T8, true, true),
    ] {
        let said = read(&vector.bytes()).unwrap();
        let bic = said.bic().unwrap();
        assert_eq!(account_key_holds(bic, said.personal_acc().unwrap()), account, "{}", vector.0);
        assert_eq!(corr_account_key_holds(bic, said.corresp_acc().unwrap()), corr, "{}", vector.0);
    }
}

#[test]
fn a_clerk_is_warned_by_field() {
    assert_eq!(doubts(&payee()), []);
    let all = Payee {
        inn: "6168108631".into(),
        kpp: "61680100".into(),
        bic: "46015602".into(),
        account: "4070281095209003072".into(),
        corr_account: "3010181060000000060x".into(),
        ..payee()
    };
    let found = doubts(&all);
    assert_eq!(found, [Doubt::InnControl, Doubt::KppForm, Doubt::BicForm, Doubt::AccountForm, Doubt::CorrAccountForm]);
    let fields: Vec<_> = found.into_iter().map(Doubt::field).collect();
    assert_eq!(fields, ["inn", "kpp", "bic", "account", "corr_account"]);
    let keys = Payee { account: "40702810952090030728".into(), corr_account: "30101810700000000602".into(), ..payee() };
    assert_eq!(doubts(&keys), [Doubt::AccountKey, Doubt::CorrAccountKey]);
    assert_eq!(doubts(&Payee { corr_account: String::new(), ..payee() }), [Doubt::CorrAccountForm]);
    let treasury =
        Payee { bic: "019514901".into(), account: "03224643950000008000".into(), corr_account: String::new(), ..payee() };
    assert_eq!(doubts(&treasury), []);
    // Hostile values of any length and alphabet raise doubts and nothing else.
    let hostile = Payee {
        bic: "яяяя1".into(),
        account: "🏠".repeat(5),
        corr_account: "ё".repeat(10),
        inn: "٣".repeat(5),
        kpp: "я".into(),
        ..payee()
    };
    assert_eq!(doubts(&hostile).len(), 5);
}
