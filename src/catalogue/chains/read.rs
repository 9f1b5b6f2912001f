//! From YAML nodes to the form of `chains.yaml`.

use super::form::{ChainForm, ChainsForm, LinkForm, RuleForm};
use crate::catalogue::form::Origin;
use crate::catalogue::read::{list, with_reader};
use crate::form::{Node, Reader};
use crate::problem::Problem;
use crate::source::SourceFile;

/// Reads `chains.yaml`.
pub fn chains(source: &SourceFile, file: usize, problems: &mut Vec<Problem>) -> ChainsForm {
    let form = with_reader(source, problems, |reader, root| {
        let mut f = reader.fields(root, "the chains")?;
        let form = ChainsForm {
            chains: list(reader, f.node("chains"), |reader, node| {
                chain(reader, node, file)
            }),
            practices: f.texts(reader, "practices").unwrap_or_default(),
            eligibility: f.texts(reader, "eligibility").unwrap_or_default(),
            origin: Origin {
                file,
                span: f.span_of("practices"),
            },
        };
        f.done(reader);
        Some(form)
    });
    form.flatten().unwrap_or_default()
}

fn chain(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<ChainForm> {
    let mut f = reader.fields(node, "a chain")?;
    let chain = f.need_text(reader, "chain");
    let title = f.need_text(reader, "title");
    let asks = f.need_text(reader, "asks");
    let links = f.need(reader, "links");
    let form = ChainForm {
        chain: chain.unwrap_or_default(),
        title: title.unwrap_or_default(),
        asks: asks.unwrap_or_default(),
        links: list(reader, links, |reader, node| link(reader, node, file)),
        origin: Origin {
            file,
            span: f.span_of("chain"),
        },
    };
    f.done(reader);
    (!form.chain.is_empty()).then_some(form)
}

fn link(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<LinkForm> {
    let mut f = reader.fields(node, "a link")?;
    let link = f.need_text(reader, "link");
    let of = f.need_text(reader, "form");
    let form = LinkForm {
        link: link.unwrap_or_default(),
        between: f.texts(reader, "between").unwrap_or_default(),
        form: of.unwrap_or_default(),
        requirements: f.texts(reader, "requirements").unwrap_or_default(),
        from: f.texts(reader, "from").unwrap_or_default(),
        rare: f.text(reader, "rare"),
        except: f.text(reader, "except"),
        state: f.text(reader, "state"),
        to: f.text(reader, "to"),
        via: f.texts(reader, "via").unwrap_or_default(),
        back: f.texts(reader, "back").unwrap_or_default(),
        owed: f.flag(reader, "owed"),
        rules: list(reader, f.node("rules"), rule),
        any: f.texts(reader, "any").unwrap_or_default(),
        by: f.text(reader, "by"),
        item: f.text(reader, "item"),
        with: f.text(reader, "with"),
        words: f.texts(reader, "words").unwrap_or_default(),
        origin: Origin {
            file,
            span: f.span_of("link"),
        },
    };
    f.done(reader);
    (!form.link.is_empty()).then_some(form)
}

fn rule(reader: &mut Reader<'_>, node: &Node) -> Option<RuleForm> {
    let mut f = reader.fields(node, "a rule")?;
    let says = f.need_text(reader, "says");
    let form = RuleForm {
        says: says.unwrap_or_default(),
        first: f.text(reader, "first"),
        then: f.text(reader, "then"),
        needed: f.flag(reader, "needed"),
        when: f.text(reader, "when"),
        not: f.text(reader, "not"),
        unless: f.text(reader, "unless"),
    };
    f.done(reader);
    (!form.says.is_empty()).then_some(form)
}
