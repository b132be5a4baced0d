//! `/sign-in/code…`: signing in by a code in an SMS. What is said is the same for known and unknown phones.
//! Not here: allowing it (see `pages::settings`).

use crate::components::{Back, Data, Field, Notice, Page, PostForm, TextField, escaped, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::ways_in::{
    AskSignInCode, EnterAs, EnterByCode, ResendSignInCode, load_people, load_sign_in_code, load_way_in,
};
use domain::view::{CodePage, FormState};
use leptos::prelude::*;

/// Where the sign-in leads, kept from page to page.
fn hidden_next(next: Option<String>) -> AnyView {
    next.map(|next| view! { <input type="hidden" name="next" value=next/> }).into_any()
}

/// This page with the way on.
fn with_next(page: &str, next: Option<&String>) -> String {
    next.map_or_else(|| page.to_owned(), |next| format!("{page}?next={}", escaped(next)))
}

/// The form for the phone.
#[component]
pub fn ByCode() -> impl IntoView {
    let (form, next) = (query("form"), query("next"));
    let data = Data::new(move || form.get(), load_way_in);
    loaded(data, move |form| ask(form, next.get_untracked()))
}

fn ask(form: FormState, next: Option<String>) -> AnyView {
    let action = post_to::<AskSignInCode>();
    let phone = Field::of(&form, "phone");
    let back = with_next("/sign-in", next.as_ref());
    view! {
        <Page title=t!(ways_in::BY_CODE_TITLE) back=Back(back) form>
            <p class="lead">{t!(ways_in::BY_CODE_LEAD)}</p>
            <PostForm action button=t!(ways_in::BY_CODE_BUTTON) busy=t!(switch::AGREE_BUSY)>
                {hidden_next(next)}
                <TextField
                    field=phone
                    label=t!(ways_in::PHONE)
                    hint=t!(ways_in::PHONE_HINT)
                    kind="tel"
                    autocomplete="tel"
                    inputmode="tel"
                    width="input--phone"
                />
            </PostForm>
        </Page>
    }
    .into_any()
}

/// The form for the code.
#[component]
pub fn EnterCode() -> impl IntoView {
    let (form, sent, next) = (query("form"), query("sent"), query("next"));
    let data = Data::new(move || (form.get(), sent.get()), |(form, _)| load_sign_in_code(form));
    loaded(data, move |data| enter(data, sent.get_untracked().is_some(), next.get_untracked()))
}

fn enter(data: CodePage, sent: bool, next: Option<String>) -> AnyView {
    let action = post_to::<EnterByCode>();
    let resend = post_to::<ResendSignInCode>();
    let code = Field::of(&data.form, "code");
    let back = with_next("/sign-in/code", next.as_ref());
    let with_password = with_next("/sign-in", next.as_ref());
    let next_again = next.clone();
    let lead = t!(ways_in::code_sent(&data.phone));
    view! {
        <Page title=t!(switch::CODE_TITLE) back=Back(back) form=data.form>
            {sent.then(|| view! {
                <Notice heading=t!(switch::CODE_RESENT_HEADING) good=true>
                    <p>{t!(switch::CODE_RESENT)}</p>
                </Notice>
            })}
            <p>{lead}</p>
            <PostForm action button=t!(ways_in::ENTER) busy=t!(auth::SIGN_IN_BUSY)>
                {hidden_next(next_again)}
                <TextField
                    field=code
                    label=t!(switch::CODE_LABEL)
                    hint=t!(switch::CODE_HINT)
                    autocomplete="one-time-code"
                    inputmode="numeric"
                    width="input--code"
                />
            </PostForm>
            <h2>{t!(switch::NOT_RECEIVED_TITLE)}</h2>
            <p>{t!(ways_in::NO_CODE)} " " <a href=with_password>{t!(ways_in::WITH_PASSWORD)}</a></p>
            <PostForm action=resend button=t!(switch::RESEND) busy=t!(switch::RESEND_BUSY) quiet=true>
                {hidden_next(next)}
            </PostForm>
        </Page>
    }
    .into_any()
}

/// Several people have one phone: which of them.
#[component]
pub fn Whose() -> impl IntoView {
    let (form, next) = (query("form"), query("next"));
    let data = Data::new(move || form.get(), load_people);
    loaded(data, move |(people, form)| whose(people, form, next.get_untracked()))
}

fn whose(people: Vec<String>, form: FormState, next: Option<String>) -> AnyView {
    let action = post_to::<EnterAs>();
    let problem = form.problem("whose");
    let error = problem.map(|problem| {
        view! {
            <p class="field__error" id="whose-error">
                <span class="hidden">{t!(common::ERROR_HIDDEN)}</span>
                {t!(problems::text(problem))}
            </p>
        }
    });
    let choices: Vec<_> = people.into_iter().enumerate().map(|(at, email)| choice(at, email)).collect();
    view! {
        <Page title=t!(ways_in::WHOSE_TITLE) back=Back("/sign-in/code".into()) form>
            <p class="lead">{t!(ways_in::WHOSE_LEAD)}</p>
            <PostForm action button=t!(ways_in::ENTER) busy=t!(auth::SIGN_IN_BUSY)>
                {hidden_next(next)}
                <fieldset
                    class=if problem.is_some() { "field field--wrong" } else { "field" }
                    id="whose"
                    aria-describedby=problem.map(|_| "whose-error")
                >
                    <legend class="field__label">{t!(ways_in::WHOSE)}</legend>
                    {error}
                    {choices}
                </fieldset>
            </PostForm>
        </Page>
    }
    .into_any()
}

fn choice(at: usize, email: String) -> AnyView {
    let id = format!("whose-{at}");
    view! {
        <div class="checkbox">
            <input class="checkbox__box" id=id.clone() name="whose" type="radio" value=at.to_string()/>
            <label class="checkbox__label" for=id>{email}</label>
        </div>
    }
    .into_any()
}
