//! What stands on a page: runs of text with their places, rules, and whether there are images.
//!
//! The operators of the page are followed as a viewer would, as far as text needs it.

mod runs;

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};

use super::encoding::text_string;
use super::fonts::{Font, Glyph};
use super::found::{Edge, Found};
use super::geometry::Matrix;
use super::operands::Operands;
use super::streams::Budget;
use crate::evidence::formats::limits;
use runs::Open;

/// Reads pages of one document; fonts and drawings are kept from page to page.
pub struct Reader<'b> {
    budget: &'b Budget,
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    /// Drawings without text, which need not be read again, with their images.
    blank: HashMap<ObjectIdentifier, usize>,
    operators: u64,
}

/// The state of drawing, which is kept and restored.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    between: f32,
    between_words: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    mode: i64,
}

/// One content stream while it is read.
struct Page<'p, 'b> {
    reader: &'p mut Reader<'b>,
    found: &'p mut Found,
    open: Option<Open>,
    state: State,
    kept: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Vec<Edge>,
    at: (f32, f32),
    /// What replaces the text within marks, and whether it was written.
    instead: Vec<Option<(String, bool)>>,
    within: Vec<ObjectIdentifier>,
}

/// Most edges of a page.
const RULES: usize = 4000;

/// Rectangles thinner than this are lines.
const THIN: f32 = 2.5;

impl<'b> Reader<'b> {
    /// Begins a document.
    pub fn new(budget: &'b Budget) -> Self {
        Self {
            budget,
            fonts: HashMap::new(),
            blank: HashMap::new(),
            operators: 0,
        }
    }

    /// Whether the limit of operators is reached.
    pub fn is_over(&self) -> bool {
        self.operators > limits::OPERATORS
    }

    /// Follows a content stream.
    pub fn follow(
        &mut self,
        content: &[u8],
        resources: &Dict<'_>,
        matrix: Matrix,
        found: &mut Found,
    ) {
        let mut page = Page {
            reader: self,
            found,
            open: None,
            state: State::new(matrix),
            kept: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Vec::new(),
            at: (0.0, 0.0),
            instead: Vec::new(),
            within: Vec::new(),
        };
        page.run(content, resources);
        page.close();
    }

    /// Follows a drawing, such as the look of a form field.
    pub fn draw(&mut self, form: &Stream<'_>, matrix: Matrix, found: &mut Found) {
        let Some(content) = self.budget.unpack(form) else {
            return;
        };
        let resources = form.dict().get::<Dict<'_>>("Resources").unwrap_or_default();
        self.follow(&content, &resources, matrix, found);
    }

    fn font(&mut self, name: &Name<'_>, resources: &Dict<'_>) -> Option<Rc<Font>> {
        let fonts = resources.get::<Dict<'_>>("Font")?;
        let font = fonts.get::<Dict<'_>>(name.as_ref())?;
        let id = fonts.get_ref(name.as_ref()).map(ObjectIdentifier::from);
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(known.clone());
        }
        let read = Rc::new(Font::read(&font, self.budget));
        if let Some(id) = id {
            self.fonts.insert(id, read.clone());
        }
        Some(read)
    }
}

impl State {
    fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            font: None,
            size: 0.0,
            between: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

impl Page<'_, '_> {
    fn run(&mut self, content: &[u8], resources: &Dict<'_>) {
        let mut operations = UntypedIter::new(content);
        while let Some(operation) = operations.next() {
            self.reader.operators += 1;
            if self.reader.is_over() {
                return;
            }
            let operands = Operands(operation);
            self.operator(operands.0.operator, &operands, resources);
        }
    }

    fn operator(&mut self, operator: &[u8], operands: &Operands<'_, '_>, resources: &Dict<'_>) {
        match operator {
            b"q" if self.kept.len() < limits::DEPTH => self.kept.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.kept.pop() {
                    self.state = state;
                }
            }
            b"cm" => self.state.matrix = operands.matrix().then(self.state.matrix),
            b"Do" => self.drawing(operands, resources),
            b"BI" | b"EI" | b"ID" => self.found.images += 1,
            b"BDC" => self.mark(operands, resources),
            b"BMC" => self.instead.push(None),
            b"EMC" => drop(self.instead.pop()),
            _ => {
                if !self.text_operator(operator, operands, resources) {
                    self.path_operator(operator, operands);
                }
            }
        }
    }

    fn text_operator(
        &mut self,
        operator: &[u8],
        operands: &Operands<'_, '_>,
        resources: &Dict<'_>,
    ) -> bool {
        match operator {
            b"BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tf" => {
                if let Some(Object::Name(name)) = operands.nth(0) {
                    self.state.font = self.reader.font(name, resources);
                }
                self.state.size = operands.number(1);
            }
            b"Tc" => self.state.between = operands.number(0),
            b"Tw" => self.state.between_words = operands.number(0),
            b"Tz" => self.state.stretch = operands.number(0) / 100.0,
            b"TL" => self.state.leading = operands.number(0),
            b"Ts" => self.state.rise = operands.number(0),
            b"Tr" => self.state.mode = operands.whole(0),
            b"Td" => self.move_by(operands.number(0), operands.number(1)),
            b"TD" => {
                self.state.leading = -operands.number(1);
                self.move_by(operands.number(0), operands.number(1));
            }
            b"Tm" => {
                self.line = operands.matrix();
                self.text = self.line;
            }
            b"T*" => self.move_by(0.0, -self.state.leading),
            b"Tj" => self.show_first(operands),
            b"'" => {
                self.move_by(0.0, -self.state.leading);
                self.show_first(operands);
            }
            b"\"" => {
                self.state.between_words = operands.number(0);
                self.state.between = operands.number(1);
                self.move_by(0.0, -self.state.leading);
                if let Some(Object::String(text)) = operands.nth(2) {
                    self.show(text.as_ref());
                }
            }
            b"TJ" => {
                if let Some(Object::Array(parts)) = operands.nth(0) {
                    self.show_parts(parts);
                }
            }
            _ => return false,
        }
        true
    }

    fn path_operator(&mut self, operator: &[u8], operands: &Operands<'_, '_>) {
        let [x, y] = [operands.number(0), operands.number(1)];
        match operator {
            b"m" => self.at = (x, y),
            b"l" => {
                self.edge(self.at, (x, y));
                self.at = (x, y);
            }
            b"re" => self.rectangle((x, y), operands.number(2), operands.number(3)),
            b"f" | b"F" | b"f*" | b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => {
                let room = RULES.saturating_sub(self.found.rules.len());
                self.found.rules.extend(self.path.drain(..).take(room));
                self.path.clear();
            }
            b"n" => self.path.clear(),
            _ => {}
        }
    }

    /// Keeps the sides of a rectangle; a thin one is a line, and one as large as a page is
    /// its ground.
    fn rectangle(&mut self, (x, y): (f32, f32), w: f32, h: f32) {
        let across = self.state.matrix.stretch();
        let (wide, tall) = (w.abs() * across, h.abs() * across);
        if wide > 450.0 && tall > 600.0 {
            return;
        }
        if tall >= THIN || wide <= tall {
            self.edge((x, y), (x, y + h));
        }
        if tall >= THIN && wide >= THIN {
            self.edge((x + w, y), (x + w, y + h));
            self.edge((x, y + h), (x + w, y + h));
        }
        if wide >= THIN || tall < wide {
            self.edge((x, y), (x + w, y));
        }
    }

    /// Keeps an edge that runs across or down the page.
    fn edge(&mut self, from: (f32, f32), to: (f32, f32)) {
        let (x0, y0) = self.state.matrix.apply(from.0, from.1);
        let (x1, y1) = self.state.matrix.apply(to.0, to.1);
        let (wide, tall) = ((x1 - x0).abs(), (y1 - y0).abs());
        if (tall < 1.0 && wide > 6.0 || wide < 1.0 && tall > 5.0) && self.path.len() < RULES {
            self.path.push(Edge {
                x0: x0.min(x1),
                x1: x0.max(x1),
                y0: y0.min(y1),
                y1: y0.max(y1),
            });
        }
    }

    fn move_by(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    fn mark(&mut self, operands: &Operands<'_, '_>, resources: &Dict<'_>) {
        let text = match operands.nth(1) {
            Some(Object::Dict(dict)) => actual(dict),
            Some(Object::Name(name)) => resources
                .get::<Dict<'_>>("Properties")
                .and_then(|all| all.get::<Dict<'_>>(name.as_ref()))
                .and_then(|dict| actual(&dict)),
            _ => None,
        };
        if self.instead.len() < limits::DEPTH * limits::DEPTH {
            self.instead.push(text.map(|text| (text, false)));
        }
    }

    fn drawing(&mut self, operands: &Operands<'_, '_>, resources: &Dict<'_>) {
        let Some(Object::Name(name)) = operands.nth(0) else {
            return;
        };
        let Some(drawings) = resources.get::<Dict<'_>>("XObject") else {
            return;
        };
        let Some(stream) = drawings.get::<Stream<'_>>(name.as_ref()) else {
            self.found.damaged |= drawings.contains_key(name.as_ref());
            return;
        };
        if stream.dict().get::<Name<'_>>("Subtype").as_deref() != Some(b"Form") {
            self.found.images += 1;
            return;
        }
        // Setting out on a drawing costs more than an operator.
        self.reader.operators += 50;
        let id = stream.obj_id();
        if let Some(images) = self.reader.blank.get(&id) {
            self.found.images += images;
            return;
        }
        if self.within.contains(&id) || self.within.len() >= limits::DRAWINGS {
            return;
        }
        let Some(content) = self.reader.budget.unpack(&stream) else {
            return;
        };
        let own = stream.dict().get::<Dict<'_>>("Resources");
        let matrix = stream
            .dict()
            .get::<Array<'_>>("Matrix")
            .map_or(Matrix::IDENTITY, |matrix| Matrix::of(matrix.iter::<f32>()));
        let before = (
            self.found.known + self.found.unknown,
            self.found.rules.len(),
            self.found.images,
        );
        let state = self.state.clone();
        let (kept, text, line) = (std::mem::take(&mut self.kept), self.text, self.line);
        self.state.matrix = matrix.then(state.matrix);
        self.within.push(id);
        self.run(&content, own.as_ref().unwrap_or(resources));
        self.within.pop();
        (self.state, self.kept, self.text, self.line) = (state, kept, text, line);
        if before.0 == self.found.known + self.found.unknown && before.1 == self.found.rules.len() {
            self.reader.blank.insert(id, self.found.images - before.2);
        }
    }

    fn show_first(&mut self, operands: &Operands<'_, '_>) {
        if let Some(Object::String(text)) = operands.nth(0) {
            self.show(text.as_ref());
        }
    }

    fn show_parts(&mut self, parts: &Array<'_>) {
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::String(text) => self.show(text.as_ref()),
                Object::Number(number) => {
                    let by = -number.as_f32() / 1000.0 * self.state.size * self.state.stretch;
                    self.text = Matrix::shift(by, 0.0).then(self.text);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            self.found.damaged |= !bytes.is_empty();
            return;
        };
        font.glyphs(bytes, |glyph| self.glyph(glyph, font.bold));
    }

    fn glyph(&mut self, glyph: &Glyph, bold: bool) {
        let state = &self.state;
        let mut forward = glyph.width * state.size + state.between;
        if glyph.space {
            forward += state.between_words;
        }
        forward *= state.stretch;
        let whole = self.text.then(state.matrix);
        let from = whole.apply(0.0, state.rise);
        let to = whole.apply(glyph.width * state.size * state.stretch, state.rise);
        let size = state.size.abs() * whole.height();
        let angle = whole.angle(state.size < 0.0);
        let unseen = state.mode == 3;
        self.text = Matrix::shift(forward, 0.0).then(self.text);
        let replaced = self.instead.iter_mut().rev().flatten().next();
        let instead;
        let (text, count) = match replaced {
            Some((_, true)) => ("", 0),
            Some((text, written)) => {
                *written = true;
                instead = std::mem::take(text);
                (instead.as_str(), usize::from(!instead.is_empty()))
            }
            None => (glyph.text.as_str(), 1),
        };
        if text.is_empty() && count == 1 {
            self.found.unknown += 1;
        } else {
            self.found.known += count;
            self.found.unseen += usize::from(unseen) * count;
        }
        if size.is_finite() && size > 0.2 {
            self.put(text, from, to, size, angle, bold);
        }
    }
}

/// What stands on a page as text for a mark that says so.
fn actual(dict: &Dict<'_>) -> Option<String> {
    let text = dict.get::<hayro_syntax::object::String<'_>>("ActualText")?;
    Some(text_string(text.as_ref()).replace('\u{ad}', "-"))
}
