// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include "candor/theme.h"
#include "page/badge.h"
#include "page/card.h"
#include "page/cardrow.h"
#include "page/linklabel.h"
#include "page/messagebar.h"
#include "page/textlabel.h"
#include "theme/colors.h"

#include <QApplication>
#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>
#include <QVBoxLayout>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

QPalette plain(const QColor &window, const QColor &text)
{
    QPalette palette;
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::Button, QPalette::AlternateBase})
        palette.setColor(role, window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, text);
    return palette;
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QApplication::setPalette(QPalette()); }

    void theChoiceTakesEffectAtOnce()
    {
        Theme theme(qApp);
        QWidget window;
        window.show();
        theme.setChoice(u"dark"_s);
        QVERIFY(theme.isDark());
        QTRY_COMPARE_WITH_TIMEOUT(window.palette().color(QPalette::Window),
                                  Colors::darkPalette().color(QPalette::Window), patience);
        theme.setChoice(u"light"_s);
        QVERIFY(!theme.isDark());
        QTRY_COMPARE_WITH_TIMEOUT(window.palette().color(QPalette::Window),
                                  Colors::lightPalette().color(QPalette::Window), patience);
        theme.setChoice(u"purple"_s);
        QCOMPARE(theme.choice(), u"system"_s);
    }

    void systemFollowsThePlatform()
    {
        Theme theme(qApp);
        QSignalSpy changed(&theme, &Theme::changed);
        QApplication::setPalette(plain(QColor(0x20, 0x20, 0x20), QColor(0xee, 0xee, 0xee)));
        QTRY_VERIFY_WITH_TIMEOUT(theme.isDark(), patience);
        QCOMPARE(QApplication::palette().color(QPalette::Window), Colors::darkPalette().color(QPalette::Window));
        QApplication::setPalette(plain(QColor(0xee, 0xee, 0xee), QColor(0x20, 0x20, 0x20)));
        QTRY_VERIFY_WITH_TIMEOUT(!theme.isDark(), patience);
        QVERIFY(changed.size() >= 2);
    }

    void aChoiceDoesNotFollowThePlatform()
    {
        Theme theme(qApp);
        theme.setChoice(u"light"_s);
        QApplication::setPalette(plain(QColor(0x20, 0x20, 0x20), QColor(0xee, 0xee, 0xee)));
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::palette().color(QPalette::Window),
                                  Colors::lightPalette().color(QPalette::Window), patience);
        theme.setChoice(u"system"_s); // what the platform became meanwhile
        QVERIFY(theme.isDark());
    }

    void highContrastStaysAsThePlatformHasIt()
    {
        Theme theme(qApp);
        const QPalette black = plain(Qt::black, Qt::white);
        QApplication::setPalette(black);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::palette().color(QPalette::Window), QColor(Qt::black), patience);
        QCOMPARE(QApplication::palette().color(QPalette::WindowText), QColor(Qt::white));
        QVERIFY(Colors::contrast(QApplication::palette().color(QPalette::PlaceholderText), Qt::black) >= 4.5);
    }

    void labelsFollowThemeAndFont()
    {
        Theme theme(qApp);
        theme.setChoice(u"light"_s);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *label = new TextLabel(typescale::Role::Title, u"Text"_s);
        auto *description = new TextLabel(typescale::Role::Small, u"Text"_s);
        description->setSecondary(true);
        layout->addWidget(label);
        layout->addWidget(description);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window, patience));
        const Colors light = Colors::of(QApplication::palette());
        QCOMPARE(description->palette().color(QPalette::WindowText), light.secondary);
        theme.setChoice(u"dark"_s);
        QTRY_COMPARE_WITH_TIMEOUT(description->palette().color(QPalette::WindowText),
                                  Colors::of(QApplication::palette()).secondary, patience);
        QVERIFY(Colors::of(QApplication::palette()).secondary != light.secondary);

        const QFont before = QApplication::font();
        const double size = label->font().pointSizeF();
        QFont larger = before;
        larger.setPointSizeF(before.pointSizeF() * 2);
        QApplication::setFont(larger);
        QTRY_COMPARE_WITH_TIMEOUT(label->font().pointSizeF(), size * 2, patience);
        QApplication::setFont(before);
    }

    void labelsFollowAStyleSheet_data()
    {
        QTest::addColumn<bool>("application");
        QTest::newRow("the application's") << true;
        QTest::newRow("the window's") << false;
    }

    void labelsFollowAStyleSheet()
    {
        QFETCH(bool, application);
        const QString sheet = u"QWidget { font-size: 30px; color: #f0f0f0; background: #101030 }"_s;
        if (application)
            qApp->setStyleSheet(sheet);
        {
            QWidget window;
            if (!application)
                window.setStyleSheet(sheet);
            auto *layout = new QVBoxLayout(&window);
            auto *body = new TextLabel(typescale::Role::Body, u"Text"_s);
            auto *description = new TextLabel(typescale::Role::Small, u"Text"_s);
            description->setSecondary(true);
            auto *badge = new Badge(u"Text"_s);
            auto *link = new LinkLabel;
            link->setLink(u"Link"_s);
            for (QWidget *widget : std::initializer_list<QWidget *>{body, description, badge, link})
                layout->addWidget(widget);
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window, patience));
            QCOMPARE(body->font().pixelSize(), 30);
            QCOMPARE(link->font().pixelSize(), 30);
            QVERIFY(badge->sizeHint().height() > QFontMetrics(QApplication::font()).height() * 1.3);
            const QColor behind = window.palette().color(QPalette::Window);
            QCOMPARE(behind, QColor(0x10, 0x10, 0x30));
            const QString color = link->text().section(u"color:"_s, 1).section(u'"', 0, 0);
            QVERIFY2(Colors::contrast(QColor(color), behind) >= 4.5, qPrintable(link->text()));
            QVERIFY(Colors::contrast(body->palette().color(QPalette::WindowText), behind) >= 4.5);
            QVERIFY(Colors::contrast(description->palette().color(QPalette::WindowText), behind) >= 4.5);
        }
        qApp->setStyleSheet(QString());
    }

    void indicatorsFollowTheFont()
    {
        const Theme theme(qApp);
        QCheckBox box(u"Text"_s);
        QFont large = box.font();
        large.setPointSizeF(large.pointSizeF() * 3);
        const int before = box.style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, &box);
        box.setFont(large);
        const int after = box.style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, &box);
        QVERIFY2(after >= 2 * before, qPrintable(QString::number(after)));
    }

    void textFromFilesIsNeverMarkup()
    {
        TextLabel label(typescale::Role::Body, u"<b>bold</b>"_s);
        QCOMPARE(label.textFormat(), Qt::PlainText);
    }

    void aRowWrapsWhereItIsNarrow()
    {
        Theme theme(qApp);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *card = new Card;
        auto *row = new CardRow(u"A name of some length"_s, u"And a description that is longer than the name"_s);
        auto *button = new QPushButton(u"A button"_s);
        row->addWidget(button);
        card->addRow(row);
        layout->addWidget(card);
        window.resize(700, 200);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window, patience));
        const auto top = [row](const QWidget *widget) { return widget->mapTo(row, QPoint(0, 0)).y(); };
        QVERIFY(top(button) < top(row->titleLabel()) + row->titleLabel()->height() + row->descriptionLabel()->height());
        window.resize(200, 200);
        QTRY_VERIFY_WITH_TIMEOUT(top(button) >= top(row->descriptionLabel()) + row->descriptionLabel()->height(),
                                 patience);
        QTRY_VERIFY_WITH_TIMEOUT(row->rect().contains(button->mapTo(row, button->rect().bottomRight())), patience);
    }

    void aControlSaysItsDescription()
    {
        auto *box = new QCheckBox(u"Send"_s);
        CardRow row(box, u"For every copy"_s);
        QCOMPARE(box->accessibleDescription(), u"For every copy"_s);
        row.setDescription(u"For this one"_s);
        QCOMPARE(box->accessibleDescription(), u"For this one"_s);
    }

    void aBadgeHasItsWord()
    {
        Badge badge(u"Waiting"_s, Colors::Tone::Waiting);
        QCOMPARE(badge.accessibleName(), u"Waiting"_s);
        badge.set(QString(), Colors::Tone::Neutral);
        QVERIFY(badge.isHidden());
    }

    void aMessageIsReadableAndCanBeClosed()
    {
        Theme theme(qApp);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *bar = new MessageBar;
        layout->addWidget(bar);
        bar->setMessage(MessageBar::Kind::Warning, u"The file is damaged."_s);
        bar->setClosable(true);
        QVERIFY(bar->isHidden());
        bar->show();
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window, patience));
        QCOMPARE(bar->accessibleName(), u"Warning: The file is damaged."_s);
        QSignalSpy closed(bar, &MessageBar::closed);
        auto *close = bar->findChild<QAbstractButton *>(u"messageClose"_s);
        QVERIFY(!close->accessibleName().isEmpty());
        QTest::mouseClick(close, Qt::LeftButton);
        QCOMPARE(closed.size(), 1);
        QVERIFY(bar->isHidden());
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
