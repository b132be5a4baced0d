//! Which browser on which system: told from the user agent, as people know them. A guess, never a proof.
//! Not here: words (see `app`).

use serde::{Deserialize, Serialize};

/// A family of browsers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Browser {
    /// Chrome and what does not say that it is something else.
    Chrome,
    /// Edge.
    Edge,
    /// Firefox.
    Firefox,
    /// Opera.
    Opera,
    /// Safari.
    Safari,
    /// The one of Samsung's phones.
    Samsung,
    /// The one of Yandex.
    Yandex,
}

/// A system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum System {
    /// Android.
    Android,
    /// A computer of Apple's; an iPad may say so too.
    Mac,
    /// iPad.
    Ipad,
    /// iPhone.
    Iphone,
    /// Linux.
    Linux,
    /// Windows.
    Windows,
}

/// What a user agent tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Browser, if known.
    pub browser: Option<Browser>,
    /// System, if known.
    pub system: Option<System>,
}

/// Everybody says «Safari», many say «Chrome»: the first mark that fits is the one that tells.
const BROWSERS: [(&str, Browser); 12] = [
    ("YaBrowser/", Browser::Yandex),
    ("SamsungBrowser/", Browser::Samsung),
    ("OPR/", Browser::Opera),
    ("OPT/", Browser::Opera),
    ("Edg/", Browser::Edge),
    ("EdgA/", Browser::Edge),
    ("EdgiOS/", Browser::Edge),
    ("Firefox/", Browser::Firefox),
    ("FxiOS/", Browser::Firefox),
    ("CriOS/", Browser::Chrome),
    ("Chrome/", Browser::Chrome),
    ("Safari/", Browser::Safari),
];

/// Android says «Linux», an iPhone says «like Mac OS X».
const SYSTEMS: [(&str, System); 6] = [
    ("iPhone", System::Iphone),
    ("iPad", System::Ipad),
    ("Android", System::Android),
    ("Windows", System::Windows),
    ("Macintosh", System::Mac),
    ("Linux", System::Linux),
];

impl Device {
    /// Reads a user agent; what it does not know stays unknown.
    pub fn parse(user_agent: &str) -> Self {
        let browser = BROWSERS.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, browser)| *browser);
        let system = SYSTEMS.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, system)| *system);
        Self { browser, system }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_of_residents_are_told_apart() {
        let told = [
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
                Browser::Chrome,
                System::Android,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 YaBrowser/24.10.0.0 Safari/537.36",
                Browser::Yandex,
                System::Windows,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
                Browser::Edge,
                System::Windows,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
                Browser::Safari,
                System::Iphone,
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.0.0 Mobile/15E148 Safari/604.1",
                Browser::Chrome,
                System::Ipad,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0",
                Browser::Firefox,
                System::Mac,
            ),
            (
                "Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
                Browser::Samsung,
                System::Android,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0",
                Browser::Opera,
                System::Linux,
            ),
        ];
        for (agent, browser, system) in told {
            assert_eq!(Device::parse(agent), Device { browser: Some(browser), system: Some(system) }, "{agent}");
        }
    }

    #[test]
    fn what_says_nothing_stays_unknown() {
        for agent in ["", "curl/8.10.1", "<script>", "браузер"] {
            assert_eq!(Device::parse(agent), Device::default(), "{agent}");
        }
    }
}
