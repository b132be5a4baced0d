//! `/relatives/give…`: whom → which address → what → check → done, one question a page.
//! Not here: the invitation's own page (see `invitation`).

use crate::components::{Back, Checkbox, Data, Field, Page, PostForm, RadioField, TextField, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::relatives::{self, load_give};
use domain::view::{GiveAnswers, GivePage, GiveStep, Role};
use leptos::prelude::*;

fn data(step: GiveStep) -> Data<GivePage> {
    let form = query("form");
    Data::new(move || form.get(), move |form| load_give(step, form))
}

/// First step: the name and where the invitation goes.
#[component]
pub fn GivePerson() -> impl IntoView {
    loaded(data(GiveStep::Person), |GivePage { form, .. }| {
        let (name, contact) = (Field::of(&form, "name"), Field::of(&form, "contact"));
        let action = post_to::<relatives::GivePerson>();
        view! {
            <Page
                title=t!(relatives::PERSON_TITLE)
                caption=t!(relatives::give_step(1))
                back=Back("/relatives".into())
                form
            >
                <PostForm action button=t!(common::CONTINUE)>
                    <TextField field=name label=t!(relatives::NAME) hint=t!(relatives::NAME_HINT)/>
                    <TextField
                        field=contact
                        label=t!(relatives::CONTACT)
                        hint=t!(relatives::CONTACT_HINT)
                        inputmode="email"
                    />
                </PostForm>
            </Page>
        }
        .into_any()
    })
}

/// Second step: the address, and whose receipts these are.
#[component]
pub fn GiveAddress() -> impl IntoView {
    loaded(data(GiveStep::Address), |GivePage { form, addresses, .. }| {
        let (account, name) = (Field::of(&form, "account"), Field::of(&form, "holder_name"));
        let one = addresses.len() == 1;
        let options: Vec<(String, String)> = addresses.into_iter().map(|(id, address)| (id.to_string(), address)).collect();
        // One address is no question.
        let addresses = match options.first().cloned() {
            Some((id, address)) if one => view! {
                <p class="whose">{address}</p>
                <input type="hidden" name="account" value=id/>
            }
            .into_any(),
            _ => view! { <RadioField field=account legend=t!(relatives::ADDRESS_LEGEND) options/> }.into_any(),
        };
        let action = post_to::<relatives::GiveAddress>();
        view! {
            <Page
                title=t!(relatives::ADDRESS_TITLE)
                caption=t!(relatives::give_step(2))
                back=Back("/relatives/give".into())
                form
            >
                <PostForm action button=t!(common::CONTINUE)>
                    {addresses}
                    <TextField field=name label=t!(relatives::HOLDER_NAME) hint=t!(relatives::HOLDER_NAME_HINT)/>
                </PostForm>
            </Page>
        }
        .into_any()
    })
}

/// Third step: what the close person may do.
#[component]
pub fn GiveRole() -> impl IntoView {
    loaded(data(GiveStep::Role), |GivePage { form, .. }| {
        let (role, letters) = (Field::of(&form, "role"), Field::of(&form, "letters"));
        let options = vec![
            (Role::View.as_str().to_owned(), t!(relatives::ROLE_VIEW).to_owned()),
            (Role::Manage.as_str().to_owned(), t!(relatives::ROLE_MANAGE).to_owned()),
        ];
        let action = post_to::<relatives::GiveRole>();
        view! {
            <Page
                title=t!(relatives::ROLE_TITLE)
                caption=t!(relatives::give_step(3))
                back=Back("/relatives/give/address".into())
                form
            >
                <PostForm action button=t!(common::CONTINUE)>
                    <RadioField field=role legend=t!(relatives::ROLE_LEGEND) options/>
                    <Checkbox field=letters label=t!(relatives::COPIES)/>
                    <p>{t!(relatives::ROLE_NEVER)}</p>
                </PostForm>
            </Page>
        }
        .into_any()
    })
}

/// Fourth step: everything once more, each with the way back to it.
#[component]
pub fn GiveCheck() -> impl IntoView {
    loaded(data(GiveStep::Check), |GivePage { form, answers, .. }| {
        let action = post_to::<relatives::GiveSend>();
        view! {
            <Page
                title=t!(relatives::CHECK_TITLE)
                caption=t!(relatives::give_step(4))
                back=Back("/relatives/give/role".into())
                form
            >
                {summary(answers, true)}
                <div id="send">
                    <PostForm action button=t!(relatives::SEND) busy=t!(relatives::SEND_BUSY)/>
                </div>
            </Page>
        }
        .into_any()
    })
}

/// «Готово».
#[component]
pub fn GiveDone() -> impl IntoView {
    loaded(data(GiveStep::Done), |GivePage { answers, .. }| {
        view! {
            <Page title=t!(common::DONE)>
                <p class="lead done">{t!(relatives::DONE_LEAD)}</p>
                {summary(answers, false)}
                <p>{t!(relatives::DONE_TEXT)}</p>
                <p><a class="button button--primary" href="/relatives">{t!(relatives::TO_RELATIVES)}</a></p>
            </Page>
        }
        .into_any()
    })
}

fn summary(answers: GiveAnswers, change: bool) -> AnyView {
    let row = |term: &'static str, value: String, href: &'static str| {
        let change = change.then(|| {
            view! { <br/><a href=href>{t!(relatives::CHANGE)}<span class="hidden">{t!(relatives::about(term))}</span></a> }
        });
        view! { <div><dt>{term}</dt><dd>{value} {change}</dd></div> }
    };
    let role = if answers.manage { Role::Manage } else { Role::View };
    let letters = if answers.letters { t!(relatives::YES) } else { t!(relatives::NO) };
    view! {
        <dl class="summary-list">
            {row(t!(relatives::CHECK_PERSON), answers.close_name, "/relatives/give")}
            {row(t!(relatives::CHECK_CONTACT), answers.contact, "/relatives/give")}
            {row(t!(relatives::ADDRESS), answers.address, "/relatives/give/address")}
            {row(t!(relatives::CHECK_WHOSE), answers.holder_name, "/relatives/give/address")}
            {row(t!(relatives::MAY), t!(relatives::may(role)).to_owned(), "/relatives/give/role")}
            {row(t!(relatives::LETTERS), letters.to_owned(), "/relatives/give/role")}
        </dl>
    }
    .into_any()
}
