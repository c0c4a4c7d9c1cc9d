// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What is printed of texts that others wrote does not steer the terminal.

#include "system/visibletext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

class VisibleTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatWouldSteer_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("shownAsLines");
        const auto row = [](const char *name, const QString &text, const QString &shown, const QString &lines = {}) {
            QTest::newRow(name) << text << shown << (lines.isNull() ? shown : lines);
        };
        row("nothing", u""_s, u""_s);
        row("plain", u"a b~\u00a0\u00e4\u0644\u2027\u2030"_s, u"a b~\u00a0\u00e4\u0644\u2027\u2030"_s);
        row("beyond the first plane", u"\U0001f600"_s, u"\U0001f600"_s);
        row("a tab", u"a\tb"_s, u"a\tb"_s);
        row("escape", u"\u001b[2J"_s, u"\\u001b[2J"_s);
        row("null, bell, backspace", QString::fromUtf16(u"\0\a\b", 3), u"\\u0000\\u0007\\u0008"_s);
        row("delete", u"a\u007fb"_s, u"a\\u007fb"_s);
        row("the control sequence introducer in one", u"\u009b31m"_s, u"\\u009b31m"_s);
        row("the ends of the second control characters", u"\u0080\u009f"_s, u"\\u0080\\u009f"_s);
        row("embeddings and overrides", u"\u202a\u202b\u202c\u202d\u202e"_s, u"\\u202a\\u202b\\u202c\\u202d\\u202e"_s);
        row("isolates", u"\u2066\u2067\u2068\u2069"_s, u"\\u2066\\u2067\\u2068\\u2069"_s);
        row("marks", u"\u200e\u200f\u061c"_s, u"\\u200e\\u200f\\u061c"_s);
        row("separators", u"\u2028\u2029"_s, u"\\u2028\\u2029"_s);
        row("lines", u"a\nb"_s, u"a\\u000ab"_s, u"a\nb"_s);
        row("lines as HTTP ends them", u"a\r\nb\r\n"_s, u"a\\u000d\\u000ab\\u000d\\u000a"_s, u"a\nb\n"_s);
        row("back to the line's beginning", u"a\rb"_s, u"a\\u000db"_s);
        row("a carriage return at the end", u"a\r"_s, u"a\\u000d"_s);
    }
    void showsWhatWouldSteer()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QFETCH(QString, shownAsLines);
        QCOMPARE(visibleText(text), shown);
        QCOMPARE(visibleLines(text), shownAsLines);
    }

    void jsonMeansTheSame()
    {
        const QString json = u"{\"a\":\"\u009b31m\u202e\u007f\u2028 x\"}"_s;
        QVERIFY(visibleText(json) != json);
        QCOMPARE(QJsonDocument::fromJson(visibleText(json).toUtf8()).object(),
                 QJsonDocument::fromJson(json.toUtf8()).object());
    }
};

QTEST_GUILESS_MAIN(VisibleTextTest)
#include "tst_visibletext.moc"
