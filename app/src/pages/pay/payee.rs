//! The payees of the pay page: a card each, with the sum, the payment QR and the details in words.
//! Not here: how a QR is made (see `documents`) and copying (see `copy`).

use super::copy::CopyButton;
use crate::locales::t;
use domain::Money;
use domain::view::{PayPage, PayeeSum, QrPicture, Requisites};
use leptos::prelude::*;
use std::fmt::Write;

/// Modules of white around a symbol (ISO/IEC 18004, the quiet zone).
const QUIET: u32 = 4;

/// The joint payment first, where there is one, then each payee.
pub fn payees(data: &PayPage) -> AnyView {
    let each: Vec<_> = data.payees.iter().map(card).collect();
    let left = data.left > Money::ZERO;
    let heading = if left { t!(pay::BY_QR) } else { t!(pay::BY_PAYEE) };
    let how = left.then(|| view! { <p>{t!(pay::BY_QR_TEXT)}</p> });
    let joint = data.joint.as_ref().filter(|_| left).map(|joint| {
        view! {
            <h3>{t!(pay::JOINT)}</h3>
            <p>{t!(pay::JOINT_TEXT)}</p>
            <ul class="cards payees">{card(joint)}</ul>
            <h3>{t!(pay::EACH)}</h3>
        }
    });
    view! {
        <section aria-labelledby="by-qr">
            <h2 id="by-qr">{heading}</h2>
            {how}
            {joint}
            <ul class="cards payees">{each}</ul>
        </section>
    }
    .into_any()
}

fn card(payee: &PayeeSum) -> AnyView {
    let sum = if payee.left > Money::ZERO {
        payee.left.roubles()
    } else if payee.total < Money::ZERO {
        t!(pay::advance(-payee.total))
    } else if payee.paid > Money::ZERO {
        t!(pay::PAYEE_PAID).to_owned()
    } else {
        t!(pay::PAYEE_NOTHING).to_owned()
    };
    let part = (payee.left > Money::ZERO && payee.paid > Money::ZERO)
        .then(|| view! { <p>{t!(pay::paid_of(payee.paid, payee.total))}</p> });
    let qr = payee.qr.as_ref().map(|qr| picture(qr, &payee.short_name, payee.left));
    let details = (payee.left > Money::ZERO).then(|| details(payee));
    view! {
        <li class="card payee">
            <p class="payee__head">
                <strong>{payee.short_name.clone()}</strong>
                " "
                <strong class="digits nowrap">{sum}</strong>
            </p>
            {part}
            {qr}
            {details}
        </li>
    }
    .into_any()
}

/// Black on white whatever the colours of the page: a camera reads nothing else.
fn picture(qr: &QrPicture, payee: &str, sum: Money) -> AnyView {
    let side = (qr.size + 2 * QUIET).to_string();
    let view_box = format!("-{QUIET} -{QUIET} {side} {side}");
    let corner = format!("-{QUIET}");
    view! {
        <svg
            class="qr"
            viewBox=view_box
            shape-rendering="crispEdges"
            role="img"
            aria-label=t!(pay::qr_label(payee, sum))
            focusable="false"
        >
            <rect x=corner.clone() y=corner width=side.clone() height=side fill="#fff"/>
            <path d=qr.path.clone() fill="#000"/>
        </svg>
    }
    .into_any()
}

/// What a bank asks for, in the order in which it asks; what a payee does not have is left out.
fn rows(payee: &PayeeSum) -> Vec<(&'static str, String)> {
    let Requisites { name, inn, kpp, account, bank, bic, corr_account } = payee.requisites.clone();
    let rows = [
        (t!(pay::NAME), name),
        (t!(pay::INN), inn),
        (t!(pay::KPP), kpp),
        (t!(pay::SETTLEMENT), account),
        (t!(pay::BANK), bank),
        (t!(pay::BIC), bic),
        (t!(pay::CORR), corr_account),
        (t!(pay::PURPOSE), payee.purpose.clone()),
        (t!(pay::SUM), payee.left.roubles()),
    ];
    rows.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn details(payee: &PayeeSum) -> AnyView {
    let rows = rows(payee);
    let text = rows.iter().fold(String::new(), |mut text, (name, value)| {
        writeln!(text, "{name}: {value}").expect("writing to a String cannot fail");
        text
    });
    let rows: Vec<_> = rows.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect();
    view! {
        <details class="details">
            <summary>
                {t!(pay::DETAILS)}
                <span class="hidden">{t!(pay::of_payee(&payee.short_name))}</span>
            </summary>
            <dl class="summary-list requisites">{rows}</dl>
            <CopyButton text whose=t!(pay::of_payee(&payee.short_name))/>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payee() -> PayeeSum {
        PayeeSum {
            short_name: "Теплосеть".into(),
            requisites: Requisites {
                name: "ООО «Теплосеть»".into(),
                inn: "1901000001".into(),
                account: "40702810000000000001".into(),
                ..Requisites::default()
            },
            purpose: "ЖКУ 09.2026".into(),
            total: Money(10_000),
            paid: Money(2_500),
            left: Money(7_500),
            qr: Some(QrPicture { size: 21, path: "M0 0h7v1h-7z".into() }),
        }
    }

    #[test]
    fn details_leave_out_what_a_payee_does_not_have() {
        let names: Vec<_> = rows(&payee()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Получатель", "ИНН", "Расчётный счёт", "Назначение платежа", "Сумма"]);
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn the_picture_has_its_quiet_zone_in_white_and_words_for_ears() {
        let html = picture(&payee().qr.unwrap(), "Теплосеть", Money(7_500)).to_html();
        assert!(html.contains(r#"viewBox="-4 -4 29 29""#), "{html}");
        assert!(html.contains(r##"fill="#fff""##) && html.contains(r#"x="-4""#), "{html}");
        assert!(html.contains(r#"aria-label="QR-код для оплаты: Теплосеть, 75,00"#), "{html}");
        assert!(html.contains("M0 0h7v1h-7z"), "{html}");
    }
}
