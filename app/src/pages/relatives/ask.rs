//! `/relatives/ask…`: the account → whose it is → the code that the holder reads out → done.
//! Not here: an invitation by the holder (see `give`).

use crate::components::{Back, Data, Field, Notice, Page, PostForm, TextField, loaded, post_to, query};
use crate::locales::t;
use crate::pages::addresses::parts::{binding_fields, no_receipt};
use crate::server_fns::relatives::{self, load_ask};
use domain::view::{AskPage, AskStep};
use leptos::prelude::*;

fn data(step: AskStep) -> Data<AskPage> {
    let (form, sent) = (query("form"), query("sent"));
    Data::new(move || (form.get(), sent.get()), move |(form, _)| load_ask(step, form))
}

/// First step: the account number and the total of a recent receipt.
#[component]
pub fn AskAccount() -> impl IntoView {
    loaded(data(AskStep::Account), |AskPage { form, months, .. }| {
        let fields = binding_fields(&form, &months);
        let action = post_to::<relatives::AskAccount>();
        view! {
            <Page title=t!(relatives::ASK_TITLE) caption=t!(relatives::ask_step(1)) back=Back("/relatives".into()) form>
                <p>{t!(relatives::ASK_LEAD)}</p>
                <PostForm action button=t!(common::CONTINUE) busy=t!(addresses::BIND_BUSY)>
                    {fields}
                </PostForm>
                {no_receipt()}
            </Page>
        }
        .into_any()
    })
}

/// Second step: whose receipts, where the code goes, who asks.
#[component]
pub fn AskPerson() -> impl IntoView {
    loaded(data(AskStep::Person), |AskPage { form, address, .. }| {
        let (holder, phone, name) = (Field::of(&form, "holder_name"), Field::of(&form, "phone"), Field::of(&form, "name"));
        let action = post_to::<relatives::AskPerson>();
        view! {
            <Page
                title=t!(relatives::ASK_PERSON_TITLE)
                caption=t!(relatives::ask_step(2))
                back=Back("/relatives/ask".into())
                form
            >
                <p class="whose">{address}</p>
                <PostForm action button=t!(relatives::ASK_SEND) busy=t!(switch::AGREE_BUSY)>
                    <TextField field=holder label=t!(relatives::HOLDER_NAME) hint=t!(relatives::HOLDER_NAME_HINT)/>
                    <TextField
                        field=phone
                        label=t!(relatives::ASK_PHONE)
                        hint=t!(relatives::ASK_PHONE_HINT)
                        kind="tel"
                        inputmode="tel"
                        width="input--phone"
                    />
                    <TextField
                        field=name
                        label=t!(relatives::ASK_NAME)
                        hint=t!(relatives::ASK_NAME_HINT)
                        autocomplete="name"
                    />
                </PostForm>
            </Page>
        }
        .into_any()
    })
}

/// Third step: the code.
#[component]
pub fn AskCode() -> impl IntoView {
    let sent = query("sent");
    loaded(data(AskStep::Code), move |AskPage { form, name, phone, .. }| {
        let field = Field::of(&form, "code");
        let (enter, again) = (post_to::<relatives::AskCode>(), post_to::<relatives::AskResend>());
        let sent = sent.get_untracked().is_some().then(|| {
            view! {
                <Notice heading=t!(switch::CODE_RESENT_HEADING) good=true>
                    <p>{t!(switch::CODE_RESENT)}</p>
                </Notice>
            }
        });
        view! {
            <Page
                title=t!(relatives::ASK_CODE_TITLE)
                caption=t!(relatives::ask_step(3))
                back=Back("/relatives/ask/person".into())
                form
            >
                {sent}
                <p>{t!(relatives::ask_code_text(&name, &phone))}</p>
                <PostForm action=enter button=t!(relatives::ASK_CODE_BUTTON) busy=t!(switch::CODE_BUSY)>
                    <TextField
                        field
                        label=t!(switch::CODE_LABEL)
                        hint=t!(relatives::ASK_CODE_HINT)
                        inputmode="numeric"
                        width="input--code"
                    />
                </PostForm>
                <PostForm action=again button=t!(relatives::ASK_AGAIN) quiet=true/>
            </Page>
        }
        .into_any()
    })
}

/// «Готово».
#[component]
pub fn AskDone() -> impl IntoView {
    loaded(data(AskStep::Done), |AskPage { name, account, .. }| {
        let switch = account.map(|id| {
            view! { <p><a class="button button--primary" href=format!("/addresses/{id}")>{t!(relatives::ASK_SWITCH)}</a></p> }
        });
        view! {
            <Page title=t!(common::DONE)>
                <p class="lead done">{t!(relatives::ASK_DONE)}</p>
                <p>{t!(relatives::ask_done_text(&name))}</p>
                {switch}
                <p><a href="/relatives">{t!(relatives::TO_RELATIVES)}</a></p>
            </Page>
        }
        .into_any()
    })
}
