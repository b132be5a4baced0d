//! `/relatives`: whom the person sees, and who sees the person's receipts.
//! Not here: closing access (see `close`).

use crate::components::{Data, Notice, Page, PostForm, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::relatives::{SetCopies, load_relatives};
use domain::Money;
use domain::view::{GivenAccess, MyPerson, RelativesPage, Role};
use leptos::prelude::*;

/// The tab.
#[component]
pub fn Relatives() -> impl IntoView {
    let (accepted, closed) = (query("accepted"), query("closed"));
    let data = Data::new(move || (accepted.get(), closed.get()), |_| load_relatives());
    loaded(data, move |data| page(data, accepted.get_untracked().is_some(), closed.get_untracked().is_some()))
}

fn page(data: RelativesPage, accepted: bool, closed: bool) -> AnyView {
    let news = match (accepted && !data.people.is_empty(), closed) {
        (true, _) => notice(t!(relatives::ACCEPTED_HEADING), t!(relatives::ACCEPTED_TEXT)),
        (false, true) => notice(t!(relatives::CLOSED_HEADING), t!(relatives::CLOSED_TEXT)),
        (false, false) => ().into_any(),
    };
    let people = if data.people.is_empty() {
        view! { <p>{t!(relatives::PEOPLE_EMPTY)}</p> }.into_any()
    } else {
        let people: Vec<_> = data.people.into_iter().map(person).collect();
        view! { <ul class="cards">{people}</ul> }.into_any()
    };
    let given = if data.given.is_empty() {
        view! { <p>{t!(relatives::GIVEN_EMPTY)}</p> }.into_any()
    } else {
        let given: Vec<_> = data.given.into_iter().map(given).collect();
        view! { <ul class="cards">{given}</ul> }.into_any()
    };
    let give = if data.can_give {
        view! { <p><a class="button button--primary" href="/relatives/give">{t!(relatives::GIVE)}</a></p> }.into_any()
    } else {
        view! { <p>{t!(relatives::GIVE_NO_ADDRESS)} " " <a href="/addresses/add">{t!(addresses::ADD)}</a></p> }.into_any()
    };
    view! {
        <Page title=t!(relatives::TITLE)>
            {news}
            <p>{t!(relatives::LEAD)}</p>
            <section aria-labelledby="people">
                <h2 id="people">{t!(relatives::PEOPLE_HEADING)}</h2>
                {people}
                <p><a href="/relatives/ask">{t!(relatives::ASK_LINK)}</a></p>
            </section>
            <section aria-labelledby="given">
                <h2 id="given">{t!(relatives::GIVEN_HEADING)}</h2>
                {given}
                {give}
            </section>
        </Page>
    }
    .into_any()
}

fn notice(heading: &'static str, text: &'static str) -> AnyView {
    view! { <Notice heading good=true><p>{text}</p></Notice> }.into_any()
}

fn hidden(name: &str) -> AnyView {
    view! { <span class="hidden">{t!(relatives::about(name))}</span> }.into_any()
}

fn person(person: MyPerson) -> AnyView {
    let name = person.name;
    let left = person.left;
    let latest = person.latest.map(|row| {
        let due = if row.total > Money::ZERO {
            t!(receipts::to_pay_after(row.total - left, left, row.pay_by))
        } else {
            t!(receipts::to_pay(row.total, row.pay_by))
        };
        view! {
            <p>
                {t!(relatives::LATEST)} ": "
                <a href=format!("/receipts/{}", row.id)>{t!(receipts::month(row.period))}{hidden(&name)}</a>
                <br/>
                {due}
            </p>
        }
    });
    let pay = person.pay_path.map(|path| {
        view! { <a class="button button--quiet" href=path>{t!(relatives::PAY)}{hidden(&name)}</a> }
    });
    let delivery = (person.role == Role::Manage).then(|| {
        view! { <li><a href=format!("/addresses/{}", person.account)>{t!(relatives::CHOOSE_DELIVERY)}{hidden(&name)}</a></li> }
    });
    view! {
        <li class="card">
            <h3 class="card__title">{name.clone()}</h3>
            <p>{person.address}</p>
            {latest}
            {pay.map(|pay| view! { <p>{pay}</p> })}
            <ul class="plain">
                <li><a href="/receipts">{t!(relatives::OPEN_RECEIPTS)}{hidden(&name)}</a></li>
                {delivery}
                <li><a href=format!("/relatives/{}/close", person.grant)>{t!(relatives::LEAVE)}{hidden(&name)}</a></li>
            </ul>
            {copies(person.grant.to_string(), person.letters)}
        </li>
    }
    .into_any()
}

fn copies(grant: String, on: bool) -> AnyView {
    let action = post_to::<SetCopies>();
    let button = if on { t!(relatives::COPIES_STOP) } else { t!(relatives::COPIES_START) };
    let wanted = (!on).then(|| view! { <input type="hidden" name="wanted" value="yes"/> });
    view! {
        {on.then(|| view! { <p>{t!(relatives::COPIES_ON)}</p> })}
        <PostForm action button quiet=true>
            <input type="hidden" name="grant" value=grant/>
            {wanted}
        </PostForm>
    }
    .into_any()
}

fn given(given: GivenAccess) -> AnyView {
    let close = format!("/relatives/{}/close", given.grant);
    let close_words = if given.since.is_some() { t!(relatives::CLOSE) } else { t!(relatives::CANCEL) };
    let times = match given.since {
        Some(day) => {
            let visit = given.last_visit.map_or_else(|| t!(relatives::NO_VISIT).to_owned(), |day| t!(dates::day(day)));
            view! {
                <div><dt>{t!(relatives::SINCE)}</dt><dd>{t!(dates::day(day))}</dd></div>
                <div><dt>{t!(relatives::LAST_VISIT)}</dt><dd>{visit}</dd></div>
            }
            .into_any()
        }
        None => view! {
            <div><dt>{t!(relatives::INVITED)}</dt><dd>{given.contact}</dd></div>
            <div><dt>{t!(relatives::UNTIL)}</dt><dd>{t!(relatives::until(given.until))}</dd></div>
        }
        .into_any(),
    };
    let letters = if given.letters { t!(relatives::YES) } else { t!(relatives::NO) };
    let events: Vec<_> =
        given.events.into_iter().map(|(event, on)| view! { <li>{t!(relatives::event(event, on))}</li> }).collect();
    view! {
        <li class="card">
            <h3 class="card__title">{given.name.clone()}</h3>
            <dl class="summary-list">
                <div><dt>{t!(relatives::ADDRESS)}</dt><dd>{given.address}</dd></div>
                <div><dt>{t!(relatives::MAY)}</dt><dd>{t!(relatives::may(given.role))}</dd></div>
                <div><dt>{t!(relatives::LETTERS)}</dt><dd>{letters}</dd></div>
                {times}
            </dl>
            <details class="details">
                <summary>{t!(relatives::JOURNAL)}{hidden(&given.name)}</summary>
                <ul>{events}</ul>
            </details>
            <p><a class="button button--quiet" href=close>{close_words}{hidden(&given.name)}</a></p>
        </li>
    }
    .into_any()
}
