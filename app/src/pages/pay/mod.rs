//! `/pay/{token}`: what is left to pay and where, for whoever has the link; no sign-in.
//! Not here: the bank's page; data access, which goes through `server_fns`.

mod copy;
mod payee;

use crate::components::{Data, Notice, Page, loaded, param, phone_link, query, status};
use crate::locales::t;
use crate::server_fns::pay::{PayAnswer, StartPayment, load_pay};
use domain::view::{AgentContacts, PayPage};
use domain::{Money, Period};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Meta;

/// The page of a link.
#[component]
pub fn Pay() -> impl IntoView {
    let (token, form) = (param("token"), query("form"));
    let data = Data::new(move || (token.get(), form.get()), |(token, form)| load_pay(token, form));
    loaded(data, move |answer| match answer {
        PayAnswer::Live(data) => page(*data, token.get_untracked()),
        PayAnswer::Dead(agent) => dead(agent),
    })
}

fn page(data: PayPage, token: String) -> AnyView {
    let form = data.form.clone();
    let pending = (data.pending > Money::ZERO).then(|| pending(&data, &token));
    let online = (data.online && data.left > Money::ZERO && data.newer.is_none()).then(|| online(&data, token));
    let newer = data.newer.clone().map(newer);
    let payees = data.newer.is_none().then(|| payee::payees(&data));
    view! {
        <Meta name="robots" content="noindex"/>
        <Page title=t!(pay::title(data.period)) form=form>
            <p class="whose">{data.address.clone()}</p>
            <p>{t!(pay::ACCOUNT)} " " <span class="digits nowrap">{data.number.clone()}</span></p>
            {newer}
            {sum(&data)}
            {pending}
            {online}
            {payees}
            <section aria-labelledby="doubt">
                <h2 id="doubt">{t!(pay::DOUBT)}</h2>
                <p>{t!(pay::DOUBT_TEXT)}</p>
                <p><a href="/check">{t!(check::TITLE)}</a></p>
            </section>
        </Page>
    }
    .into_any()
}

/// How much and until when, in large type; or that it is done.
fn sum(data: &PayPage) -> AnyView {
    let left = data.left > Money::ZERO;
    let (words, amount, then) = if left {
        let until = match (data.newer.is_some(), data.overdue) {
            (true, _) => String::new(),
            (false, true) => t!(pay::overdue(data.pay_by)),
            (false, false) => t!(pay::until(data.pay_by)),
        };
        (t!(pay::LEFT), Some(data.left), until)
    } else if data.paid > Money::ZERO {
        (t!(pay::ALL_PAID), Some(data.paid), t!(pay::PAID_TEXT).to_owned())
    } else {
        (t!(pay::NOTHING), None, t!(pay::NOTHING_TEXT).to_owned())
    };
    let part = (left && data.paid > Money::ZERO).then(|| view! { <p>{t!(pay::paid_of(data.paid, data.total))}</p> });
    let class = if left { "pay-sum" } else { "pay-sum pay-sum--done" };
    view! {
        <div class=class>
            <p class="pay-sum__line">
                {words}
                {amount.map(|amount| view! { " " <strong class="pay-sum__amount digits nowrap">{amount.roubles()}</strong> })}
            </p>
            {part}
            {(!then.is_empty()).then(|| view! { <p>{then}</p> })}
        </div>
    }
    .into_any()
}

/// What is left of this receipt is paid with the newer one.
fn newer((period, path): (Period, String)) -> AnyView {
    view! {
        <Notice heading=t!(pay::NEWER)>
            <p>{t!(pay::newer(period))}</p>
            <p><a class="button button--primary" href=path>{t!(pay::newer_link(period))}</a></p>
        </Notice>
    }
    .into_any()
}

fn pending(data: &PayPage, token: &str) -> AnyView {
    let again = (data.left > Money::ZERO && data.newer.is_none()).then(|| view! { <p>{t!(pay::PENDING_AGAIN)}</p> });
    let (sum, href) = (t!(pay::pending(data.pending)), format!("/pay/{token}"));
    view! {
        <Notice heading=t!(pay::PENDING)>
            <p>{sum}</p>
            {again}
            <p><a href=href rel="external">{t!(pay::PENDING_RELOAD)}</a></p>
        </Notice>
    }
    .into_any()
}

/// A plain form on purpose: it leads to the bank, where no page of ours is awake.
fn online(data: &PayPage, token: String) -> AnyView {
    let error = data.form.problem("pay").map(|problem| {
        view! {
            <p class="field__error" id="pay-error">
                <span class="hidden">{t!(common::ERROR_HIDDEN)}</span>
                {t!(problems::text(problem))}
            </p>
        }
    });
    let described = if error.is_some() { "pay-error pay-hint" } else { "pay-hint" };
    let practice = data.practice_bank.then(|| view! { <strong>{t!(pay::PRACTICE)}</strong> " " });
    view! {
        <form class="pay-online" method="post" action=StartPayment::url() novalidate=true>
            {error}
            <input type="hidden" name="token" value=token/>
            <button class="button button--primary" type="submit" id="pay" aria-describedby=described>{t!(pay::PAY)}</button>
            <p class="small" id="pay-hint">{practice} {t!(pay::PAY_HINT)}</p>
        </form>
    }
    .into_any()
}

/// One answer for unknown, revoked and too old links.
fn dead(agent: AgentContacts) -> AnyView {
    status(404);
    let call = phone_link(&agent.phone);
    view! {
        <Meta name="robots" content="noindex"/>
        <Page title=t!(pay::DEAD_TITLE)>
            <p>{t!(pay::DEAD_TEXT)}</p>
            <p>{t!(pay::DEAD_CALL)} " " <a class="nowrap" href=call>{agent.phone}</a></p>
            <p><a class="button button--primary" href="/sign-in">{t!(pay::DEAD_SIGN_IN)}</a></p>
        </Page>
    }
    .into_any()
}
