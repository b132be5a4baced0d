//! The lazy parts of the WASM: which pages are in which, and how a part comes into the browser.
//! Not here: addresses of pages (see `routes`), cutting the WASM (see `scripts/web/bindgen.rs`).

use crate::pages;
use leptos::prelude::*;
use leptos_router::ChooseView;
use std::{future::Future, pin::Pin};

type Loading<T> = Pin<Box<dyn Future<Output = Result<T, Lost>>>>;

/// The part did not come: no network, or the server has a newer version and no longer this one.
#[derive(Clone, Copy, Debug)]
pub struct Lost;

#[cfg(target_arch = "wasm32")]
impl From<leptos::wasm_split::SplitLoaderError> for Lost {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// A page whose code is in a lazy part: the view of a route.
#[derive(Clone, Copy)]
pub struct LazyPage {
    show: fn(u8) -> Loading<AnyView>,
    which: u8,
}

impl ChooseView for LazyPage {
    async fn choose(self) -> AnyView {
        match (self.show)(self.which).await {
            Ok(view) => view,
            Err(Lost) => without_us().await,
        }
    }

    async fn preload(&self) {}
}

/// The browser loads the page as a whole, and the old one stays until it is there.
async fn without_us() -> AnyView {
    let target = leptos_router::hooks::use_url().with_untracked(|url| match url.search() {
        "" => url.path().to_owned(),
        search => format!("{}?{search}", url.path()),
    });
    let _ = location().set_href(&target);
    std::future::pending().await
}

/// One part: its name in the list of files, and how the addresses of its pages begin; `*` is any segment.
struct Part {
    #[cfg(feature = "ssr")]
    name: &'static str,
    beginnings: &'static [&'static str],
    #[cfg(target_arch = "wasm32")]
    load: fn() -> Loading<()>,
}

/// The part with the longest beginning of `path`; of two as long the one that names more segments.
fn part_of(path: &str) -> Option<&'static Part> {
    let mut best = None;
    for part in PARTS {
        for beginning in part.beginnings {
            let weight = weight(beginning, path);
            if weight > best.map_or(0, |(weight, _)| weight) {
                best = Some((weight, part));
            }
        }
    }
    best.map(|(_, part)| part)
}

/// How well an address is described by a beginning; 0 if it begins otherwise.
fn weight(beginning: &str, path: &str) -> usize {
    let mut segments = path.split('/').skip(1);
    let mut weight = 0;
    for wanted in beginning.split('/') {
        match segments.next() {
            Some(segment) if segment == wanted => weight += 3,
            Some(segment) if wanted == "*" && !segment.is_empty() => weight += 2,
            _ => return 0,
        }
    }
    weight
}

/// Which files each part needs, as the web build has listed them.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default)]
pub struct PartFiles(std::sync::Arc<std::collections::HashMap<String, Vec<String>>>);

#[cfg(feature = "ssr")]
impl PartFiles {
    /// Reads `parts.txt`: a line `part: file file` for each.
    pub fn parse(text: &str) -> Self {
        let part = |line: &str| {
            let (part, files) = line.split_once(':')?;
            Some((part.to_owned(), files.split_whitespace().map(str::to_owned).collect()))
        };
        Self(std::sync::Arc::new(text.lines().filter_map(part).collect()))
    }

    /// The files of the part with the page at `path`.
    pub fn of(&self, path: &str) -> Vec<String> {
        part_of(path).and_then(|part| self.0.get(part.name)).cloned().unwrap_or_default()
    }
}

/// Brings the part with the page at `path` into the browser; nothing to do for pages of the main part.
///
/// # Errors
///
/// [`Lost`] if it does not come; trying again later makes sense.
#[cfg(target_arch = "wasm32")]
pub async fn load_part_of(path: &str) -> Result<(), Lost> {
    match part_of(path) {
        Some(part) => (part.load)().await,
        None => Ok(()),
    }
}

/// The worker of the installed app: keeps the page for no network, shows notices. Nothing waits for it, and where the
/// browser has none, or the site is not safe, everything else is as before.
#[cfg(target_arch = "wasm32")]
pub fn register_worker() {
    use leptos::wasm_bindgen::{JsCast, JsValue};
    use web_sys::js_sys::{Function, Promise, Reflect};
    let register = || -> Result<Promise, JsValue> {
        let workers = Reflect::get(&window().navigator(), &"serviceWorker".into())?;
        Reflect::get(&workers, &"register".into())?.dyn_into::<Function>()?.call1(&workers, &"/sw.js".into())?.dyn_into()
    };
    if let Ok(registered) = register() {
        leptos::task::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(registered).await;
        });
    }
}

/// A link that a finger or a pointer comes upon is likely to be followed: its part is asked for at once.
#[cfg(target_arch = "wasm32")]
pub fn load_parts_ahead() {
    use leptos::wasm_bindgen::JsCast;
    let _ = window_event_listener(leptos::ev::pointerover, |event| {
        let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = element.and_then(|element| element.closest("a[href^='/']").ok().flatten());
        if let Some(path) = link.and_then(|link| link.get_attribute("href")) {
            leptos::task::spawn_local(async move {
                let _ = load_part_of(path.split(['?', '#']).next().unwrap_or_default()).await;
            });
        }
    });
}

/// `name: module "beginnings of addresses" { pages of pages::module }`. All pages of a part come in one file.
macro_rules! parts {
    ($($part:ident: $module:ident $($beginning:literal)+ { $($page:ident)+ })+) => {
        static PARTS: &[Part] = &[$(Part {
            #[cfg(feature = "ssr")]
            name: stringify!($part),
            beginnings: &[$($beginning),+],
            #[cfg(target_arch = "wasm32")]
            load: || Box::pin(async { Ok($part::load().await?) }),
        }),+];

        $(
            #[doc = concat!("Pages of the part `", stringify!($part), "`.")]
            #[expect(non_upper_case_globals, reason = "a page is called by the name of its component")]
            pub mod $part {
                use super::{AnyView, IntoAny, LazyPage, Lost, pages};

                #[derive(Clone, Copy)]
                enum Which { $($page),+ }

                $(
                    #[doc = concat!("The page `", stringify!($page), "`.")]
                    pub const $page: LazyPage = LazyPage { show: |which| Box::pin(show(which)), which: Which::$page as u8 };
                )+

                fn page(which: u8) -> Result<AnyView, Lost> {
                    $(if which == Which::$page as u8 {
                        return Ok(pages::$module::$page().into_any());
                    })+
                    Err(Lost)
                }

                /// Everything that only this function reaches makes the part.
                #[cfg(target_arch = "wasm32")]
                #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, preload(load), fallible)]
                pub(super) fn show(which: u8) -> Result<AnyView, Lost> {
                    page(which)
                }

                #[cfg(not(target_arch = "wasm32"))]
                async fn show(which: u8) -> Result<AnyView, Lost> {
                    page(which)
                }
            }
        )+
    };
}

parts! {
    public: public "" "how-to" "questions" "channels" "contacts" "privacy" "accessibility" "documents" {
        Home HowTo Questions Channels Contacts Privacy Accessibility Look LegalText
    }
    auth: auth "sign-up" "sign-in" "confirm-email" {
        SignUp SignIn Forgotten ForgottenSent NewPassword ConfirmEmailDone ConfirmEmail ByCode EnterCode Whose ByPasskey Second
    }
    addresses: addresses "addresses" { Addresses AddAddress Address History }
    switch: addresses "addresses/*/electronic" "addresses/*/code" "addresses/*/done" "addresses/*/returned" {
        Electronic Code CodeNotReceived Done Returned
    }
    receipts: receipts "receipts" { Receipts }
    receipt: receipts "receipts/*" { Receipt }
    year: receipts "receipts/year" { Year }
    relatives: relatives "relatives" { Relatives }
    giving: relatives "relatives/give" "relatives/*/close" { GivePerson GiveAddress GiveRole GiveCheck GiveDone Close }
    asking: relatives "relatives/ask" "invitation" { AskAccount AskPerson AskCode AskDone Invitation }
    payments: payments "payments" { Payments }
    pay: pay "pay" { Pay }
    check: check "check" { Check }
    settings: settings "settings" { Settings Password Devices Data Close Closed Undone Undo }
    notices: settings "settings/notices" { Notices }
    own_contacts: settings "settings/email" "settings/phone" { Email EmailDone NewEmail Phone PhoneCode }
    ways_in: settings "settings/sign-in" {
        WaysIn SignInBySms App AppCode RecoveryCodes Passkeys NewPasskey RemovePasskey
    }
    connect: connect "connect" { Contacts Account Delivery Code CodeNotReceived Done }
    dev: dev "dev" { Outbox }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn every_lazy_route_is_in_the_part_that_its_address_asks_for() {
        let routes = include_str!("routes.rs").lines().filter_map(|line| {
            let (_, rest) = line.split_once("path!(\"")?;
            let (path, rest) = rest.split_once('"')?;
            let (part, _) = rest.split_once("view=")?.1.split_once("::")?;
            Some((path, part))
        });
        let routes: Vec<_> = routes.collect();
        assert!(routes.len() > 30, "{routes:?}");
        for (path, part) in routes {
            assert_eq!(part_of(path).map(|part| part.name), Some(part), "{path}");
        }
    }

    #[test]
    fn a_page_names_the_files_of_its_own_part_and_no_others() {
        let files = PartFiles::parse("receipts: sums receipts\nreceipt: sums receipt\nyear: year\npay: sums pay\n");
        assert_eq!(files.of("/receipts"), ["sums", "receipts"]);
        assert_eq!(files.of("/receipts/7"), ["sums", "receipt"]);
        assert_eq!(files.of("/receipts/year/7"), ["year"]);
        assert_eq!(files.of("/pay/abc"), ["sums", "pay"]);
        assert_eq!(files.of("/payments"), Vec::<String>::new());
        assert_eq!(files.of("/problem"), Vec::<String>::new());
    }
}
