// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What can be read: every pair of text and background of both themes and of palettes that other applications have.

#include "theme/colors.h"

#include <QTest>

#include <map>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

QPalette palette(QRgb window, QRgb base, QRgb text, QRgb highlight, QRgb highlighted, QRgb link)
{
    QPalette result;
    result.setColor(QPalette::Window, QColor(window));
    result.setColor(QPalette::Button, QColor(base));
    result.setColor(QPalette::Base, QColor(base));
    result.setColor(QPalette::WindowText, QColor(text));
    result.setColor(QPalette::Text, QColor(text));
    result.setColor(QPalette::ButtonText, QColor(text));
    result.setColor(QPalette::Highlight, QColor(highlight));
    result.setColor(QPalette::HighlightedText, QColor(highlighted));
    result.setColor(QPalette::Link, QColor(link));
    return result;
}

} // namespace

class ColorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfWcag_data()
    {
        QTest::addColumn<QColor>("a");
        QTest::addColumn<QColor>("b");
        QTest::addColumn<double>("ratio");
        QTest::newRow("black on white") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
        QTest::newRow("white on black") << QColor(Qt::white) << QColor(Qt::black) << 21.0;
        QTest::newRow("the same twice") << QColor(Qt::red) << QColor(Qt::red) << 1.0;
        QTest::newRow("the grey that just passes") << QColor(0x76, 0x76, 0x76) << QColor(Qt::white) << 4.54;
        QTest::newRow("the grey that just fails") << QColor(0x77, 0x77, 0x77) << QColor(Qt::white) << 4.48;
    }

    void contrastIsThatOfWcag()
    {
        QFETCH(QColor, a);
        QFETCH(QColor, b);
        QFETCH(double, ratio);
        QVERIFY(qAbs(Colors::contrast(a, b) - ratio) < 0.01);
    }

    void everythingCanBeRead_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("highContrast");
        QTest::newRow("light") << Colors::lightPalette() << false << false;
        QTest::newRow("dark") << Colors::darkPalette() << true << false;
        QTest::newRow("a desktop's light one")
            << palette(0xffefefef, 0xffffffff, 0xff000000, 0xff308cc6, 0xffffffff, 0xff0000ff) << false << false;
        QTest::newRow("pale text") << palette(0xfffafafa, 0xffffffff, 0xff9a9a9a, 0xffffe08a, 0xffffffff, 0xff9ecbff)
                                   << false << false;
        QTest::newRow("dark with a pale accent")
            << palette(0xff303030, 0xff202020, 0xffd0d0d0, 0xffe0e0e0, 0xffffffff, 0xff3050a0) << true << false;
        QTest::newRow("black high contrast")
            << palette(0xff000000, 0xff000000, 0xffffffff, 0xff1aebff, 0xff000000, 0xffffff00) << true << true;
        QTest::newRow("white high contrast")
            << palette(0xffffffff, 0xffffffff, 0xff000000, 0xff37006e, 0xffffffff, 0xff00009f) << false << true;
    }

    void everythingCanBeRead()
    {
        QFETCH(QPalette, palette);
        QFETCH(bool, dark);
        QFETCH(bool, highContrast);
        const Colors c = Colors::of(palette);
        QCOMPARE(c.dark, dark);
        QCOMPARE(c.highContrast, highContrast);

        const auto readable = [](const char *what, const QColor &text, const QColor &background) {
            const double ratio = Colors::contrast(text, background);
            QVERIFY2(
                ratio >= 4.5,
                qPrintable(
                    u"%1: %2 on %3 is %4"_s.arg(QLatin1StringView(what), text.name(), background.name()).arg(ratio)));
        };
        for (const QColor &background : {c.window, c.card, c.sidebar, c.code, c.hover}) {
            readable("text", c.text, background);
            readable("secondary text", c.secondary, background);
        }
        readable("link", c.link, c.window);
        readable("link in a card", c.link, c.card);
        readable("selected entry", c.selectionText, c.selection);
        readable("mark of a check box", c.onAccent, c.accent);
        if (!highContrast)
            readable("selected row", c.text, c.selection);
        for (const auto tone :
             {Colors::Tone::Neutral, Colors::Tone::Ok, Colors::Tone::Waiting, Colors::Tone::Problem}) {
            const Colors::Pair pair = c.tone(tone);
            readable("badge", pair.text, pair.background);
        }

        const auto visible = [](const char *what, const QColor &border, const QColor &background) {
            const double ratio = Colors::contrast(border, background);
            QVERIFY2(
                ratio >= 3,
                qPrintable(
                    u"%1: %2 on %3 is %4"_s.arg(QLatin1StringView(what), border.name(), background.name()).arg(ratio)));
        };
        for (const QColor &background : {c.window, c.card, c.sidebar}) {
            visible("border of a control", c.controlBorder, background);
            visible("focus ring", c.accent, background);
        }
    }

    /// Widgets of Qt itself take these straight from the palette.
    void palettesCanBeRead_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << Colors::lightPalette();
        QTest::newRow("dark") << Colors::darkPalette();
    }

    void palettesCanBeRead()
    {
        QFETCH(QPalette, palette);
        const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
            {QPalette::WindowText, QPalette::Window},         {QPalette::Text, QPalette::Base},
            {QPalette::Text, QPalette::AlternateBase},        {QPalette::ButtonText, QPalette::Button},
            {QPalette::PlaceholderText, QPalette::Base},      {QPalette::PlaceholderText, QPalette::Window},
            {QPalette::HighlightedText, QPalette::Highlight}, {QPalette::Link, QPalette::Window},
            {QPalette::LinkVisited, QPalette::Base},          {QPalette::ToolTipText, QPalette::ToolTipBase},
        };
        for (const auto &[text, background] : pairs) {
            for (const auto group : {QPalette::Active, QPalette::Inactive}) {
                const double ratio = Colors::contrast(palette.color(group, text), palette.color(group, background));
                QVERIFY2(ratio >= 4.5, qPrintable(u"role %1 on role %2 is %3"_s.arg(text).arg(background).arg(ratio)));
            }
        }
    }

    /// People who need contrast see what a field is for, and what a button says that can't be used at the moment.
    void highContrastHidesNothing_data()
    {
        QTest::addColumn<QColor>("window");
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("off"); // of placeholders and of what is disabled
        for (const QColor &off : {QColor(Qt::black), QColor(Qt::white), QColor(0x3f, 0x3f, 0x3f), QColor(0, 0, 0, 128),
                                  QColor(255, 255, 255, 40)}) {
            QTest::addRow("black, %s", qPrintable(off.name(QColor::HexArgb)))
                << QColor(Qt::black) << QColor(Qt::white) << off;
            QTest::addRow("white, %s", qPrintable(off.name(QColor::HexArgb)))
                << QColor(Qt::white) << QColor(Qt::black) << off;
        }
    }

    void highContrastHidesNothing()
    {
        QFETCH(QColor, window);
        QFETCH(QColor, text);
        QFETCH(QColor, off);
        QPalette platform = palette(window.rgb(), window.rgb(), text.rgb(), text.rgb(), window.rgb(), text.rgb());
        platform.setColor(QPalette::PlaceholderText, off);
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
            platform.setColor(QPalette::Disabled, role, off);
        QVERIFY(Colors::isHighContrast(platform));
        const QPalette shown = Colors::withReadableText(platform);
        const auto readable = [&](QPalette::ColorGroup group, QPalette::ColorRole role) {
            const QColor color = shown.color(group, role);
            const auto seen = [&](int front, int back) { return back + (front - back) * color.alpha() / 255; };
            const QColor mixed(seen(color.red(), window.red()), seen(color.green(), window.green()),
                               seen(color.blue(), window.blue()));
            return Colors::contrast(mixed, window) >= 4.5;
        };
        for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
            QVERIFY(readable(group, QPalette::PlaceholderText));
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
            QVERIFY(readable(QPalette::Disabled, role));
        QVERIFY(Colors::contrast(Colors::of(platform).disabled, window) >= 4.5);
        // What could be read stays as the platform has it.
        QCOMPARE(shown.color(QPalette::WindowText), text);
        QCOMPARE(Colors::withReadableText(shown), shown);
    }
};

QTEST_GUILESS_MAIN(ColorsTest)
#include "tst_colors.moc"
