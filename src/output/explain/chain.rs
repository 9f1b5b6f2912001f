//! Chains explained: what each link asks, where it breaks, and records to walk along.

use super::page::Page;
use crate::output::paint::{Paint, count};
use crate::output::screen::Screen;
use crate::output::{ChainLinkView, ChainView, PlaceView, View};

/// All chains, each with what was found of it in a line.
#[must_use]
pub fn all_chains(view: &View, screen: Screen<'_>) -> String {
    let mut page = Page::new(screen);
    page.heading("Chains that an auditor follows");
    for chain in &view.chains {
        page.say(2, &format!("- {}: {}", chain.chain, state(chain)));
    }
    page.blank();
    page.say(
        2,
        "A chain scores nothing. Where one breaks, ask before you judge.",
    );
    page.blank();
    let first = view.chains.iter().find(|chain| chain.breaks > 0);
    match first.or(view.chains.first()) {
        Some(chain) => page.next(&format!("explain chain {}", chain.chain)),
        None => page.next("assess"),
    }
    page.text()
}

/// A chain: link by link.
#[must_use]
pub fn chain(chain: &ChainView, screen: Screen<'_>) -> String {
    let mut page = Page::new(screen);
    page.heading(&format!("{} (a chain: {})", chain.title, chain.chain));
    page.say(2, &format!("An auditor asks: {}", chain.asks));
    page.say(2, &format!("Found: {}", state(chain)));
    page.blank();
    for link in &chain.links {
        self::link(&mut page, link, screen);
    }
    if !chain.walks.is_empty() {
        page.heading("To walk along");
        for walk in &chain.walks {
            let steps: Vec<String> = { walk.iter() }
                .map(|step| format!("{} ({})", step.record, step.at.words))
                .collect();
            page.say(2, &format!("- {}", steps.join(" → ")));
        }
        page.blank();
    }
    let open = { chain.links.iter() }.filter(|link| link.breaks_in_all > 0);
    let lines = open.chain(&chain.links).flat_map(|link| &link.requirements);
    match lines.into_iter().next() {
        Some(line) => page.next(&format!("explain {line}")),
        None => page.next("assess"),
    }
    page.text()
}

/// What was found of a chain, in a line.
fn state(chain: &ChainView) -> String {
    let with = |verdict: &str| {
        { chain.links.iter() }
            .filter(|link| link.verdict == verdict)
            .count()
    };
    let mut parts = Vec::new();
    if chain.breaks > 0 {
        let links = count(with("breaks"), "link");
        parts.push(format!("{} in {links}", count(chain.breaks, "break")));
    }
    for (verdict, says) in [("holds", "holds"), ("cannot tell", "cannot be told")] {
        match with(verdict) {
            0 => {}
            1 => parts.push(format!("1 link {says}")),
            n => parts.push(format!("{n} links {}", says.replace("holds", "hold"))),
        }
    }
    if parts.is_empty() {
        return "nothing to trace".to_owned();
    }
    parts.join(", ")
}

fn link(page: &mut Page<'_>, link: &ChainLinkView, screen: Screen<'_>) {
    const MOST: usize = 8;
    let mark = match link.verdict {
        "breaks" => Paint::Red,
        "holds" => Paint::Green,
        _ => Paint::Dim,
    };
    let verdict = page.painted(link.verdict, mark);
    let counted = match (link.asked, link.verdict) {
        (0, _) => String::new(),
        (asked, _) => format!(", {} of {asked} hold", link.held),
    };
    page.line(&format!(
        "{} {} → {}: {verdict}{counted}",
        link.letter, link.from, link.to
    ));
    let ids: Vec<String> = link.requirements.iter().map(ToString::to_string).collect();
    page.say(2, &format!("{} ({})", link.link, ids.join(", ")));
    let most = if screen.verbose { usize::MAX } else { MOST };
    for broken in link.breaks.iter().take(most) {
        let places = [&broken.at, &broken.other].into_iter().flatten();
        let places: Vec<&str> = places.map(PlaceView::in_words).collect();
        let places = match places.as_slice() {
            [] => String::new(),
            places => format!(" ({})", places.join(" and ")),
        };
        page.say(4, &format!("! {}{places}", broken.what));
    }
    let shown = link.breaks.len().min(most);
    if link.breaks_in_all > shown {
        let more = link.breaks_in_all - shown;
        let how = if shown < link.breaks.len() {
            "; -v lists more"
        } else {
            ""
        };
        page.say(4, &format!("… and {more} more{how}"));
    }
    for untold in &link.cannot_tell {
        let number = match untold.count {
            0 => String::new(),
            n => format!(" ({n})"),
        };
        let such_as = match untold.such_as.as_slice() {
            [] => String::new(),
            names => format!(": {}", names.join(", ")),
        };
        page.say(
            4,
            &format!("? cannot tell: {}{number}{such_as}", untold.why),
        );
    }
    page.blank();
}
