// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What screen readers are told, read from the same interfaces that they are given.

#include "activity/activityfilterbar.h"
#include "activity/activityfiltercontroller.h"
#include "candor/consentdialog.h"
#include "candor/settingspage.h"
#include "candor/telemetry.h"
#include "consent/dataremovalcontroller.h"
#include "consent/deletionrequestdialog.h"
#include "consent/disclosurebutton.h"
#include "consent/removaldialog.h"
#include "page/combobox.h"
#include "page/messagebar.h"
#include "settings/settingswindow.h"
#include "support/fakeclock.h"
#include "support/telemetryworld.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAccessibleActionInterface>
#include <QAccessibleWidget>
#include <QComboBox>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

QAccessibleInterface *described(QWidget *widget)
{
    return QAccessible::queryAccessibleInterface(widget);
}

QString nameOf(QWidget *widget)
{
    return described(widget)->text(QAccessible::Name);
}

/// Everything below \a from that a screen reader can come to.
void collect(QAccessibleInterface *from, std::vector<QAccessibleInterface *> *found)
{
    for (int i = 0; i < from->childCount(); ++i) {
        if (QAccessibleInterface *child = from->child(i)) {
            found->push_back(child);
            collect(child, found);
        }
    }
}

class TestPage final : public SettingsPage
{
public:
    explicit TestPage(const QString &title)
        : m_title(title)
    {
    }
    [[nodiscard]] QString title() const override { return m_title; }
    [[nodiscard]] QString recordedName() const override { return {}; }
    [[nodiscard]] QStringList searchWords() const override { return {}; }
    void load() override { }

private:
    QString m_title;
};

struct World
{
    TemporaryHome home;
    Telemetry telemetry{appOptions(home, QUrl(u"http://127.0.0.1:9"_s))};
};

} // namespace

class AccessibilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void whatOpensSomethingIsNoCheckBox()
    {
        World world;
        ConsentDialog dialog(&world.telemetry);
        dialog.show();
        for (const QString &name : {u"consentExample"_s, u"consentEverything"_s}) {
            auto *button = dialog.findChild<QToolButton *>(name);
            QAccessibleInterface *told = described(button);
            QCOMPARE(told->role(), QAccessible::Button);
            QCOMPARE(told->text(QAccessible::Name), button->text().remove(u'&'));
            QVERIFY(!told->state().checkable);
            QVERIFY(told->state().expandable);
            QVERIFY(told->state().collapsed);
            QVERIFY(told->actionInterface());
            told->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
            QVERIFY(button->isChecked());
            QVERIFY(told->state().expanded);
            QVERIFY(!told->state().collapsed);
        }
        // The only boxes to tick are the two categories, and they come with Choose.
        std::vector<QAccessibleInterface *> all;
        collect(described(&dialog), &all);
        QVERIFY(all.size() > 10);
        QStringList boxes;
        for (QAccessibleInterface *each : all) {
            if (each->role() == QAccessible::CheckBox && !each->state().invisible)
                boxes << each->text(QAccessible::Name);
        }
        QCOMPARE(boxes, QStringList());
    }

    /// What a screen reader says by itself when it appears, wherever the focus is.
    void messagesAreAlerts()
    {
        QWidget window;
        auto *bar = new MessageBar(MessageBar::Kind::Error, &window);
        window.show();
        QAccessibleInterface *told = described(bar);
        QCOMPARE(told->role(), QAccessible::AlertMessage);
        QVERIFY(told->state().invisible);
        bar->setMessage(MessageBar::Kind::Error, u"The disk is full."_s);
        bar->show();
        QVERIFY(!told->state().invisible);
        QCOMPARE(told->text(QAccessible::Name), u"Error: The disk is full."_s);
        bar->setMessage(MessageBar::Kind::Warning, u"It still is."_s);
        QCOMPARE(told->text(QAccessible::Name), u"Warning: It still is."_s);
    }

    void dialogsAreModal_data()
    {
        using Make = std::function<std::unique_ptr<QDialog>(Telemetry *)>;
        QTest::addColumn<Make>("make");
        QTest::newRow("the question") << Make([](Telemetry *telemetry) -> std::unique_ptr<QDialog> {
            return std::make_unique<ConsentDialog>(telemetry);
        });
        QTest::newRow("erasing") << Make([](Telemetry *) -> std::unique_ptr<QDialog> {
            return std::make_unique<RemovalDialog>(
                DataRemovalController::Question{u"Erase?"_s, u"It is gone then."_s, {}, {}, u"Erase"_s});
        });
        QTest::newRow("the deletion request") << Make([](Telemetry *) -> std::unique_ptr<QDialog> {
            return std::make_unique<DeletionRequestDialog>(DeletionRequest());
        });
    }

    void dialogsAreModal()
    {
        using Make = std::function<std::unique_ptr<QDialog>(Telemetry *)>;
        QFETCH(Make, make);
        World world;
        const std::unique_ptr<QDialog> dialog = make(&world.telemetry);
        dialog->show();
        QCOMPARE(described(dialog.get())->role(), QAccessible::Dialog);
        QVERIFY(described(dialog.get())->state().modal);
    }

    void comboBoxesAreNamedByWhatTheyChoose()
    {
        ComboBox box;
        box.setAccessibleName(u"Language"_s);
        box.addItems({u"System"_s, u"Deutsch"_s});
        box.setCurrentIndex(1);
        box.show();
        QAccessibleInterface *told = described(&box);
        QCOMPARE(told->role(), QAccessible::ComboBox);
        QCOMPARE(told->text(QAccessible::Name), u"Language"_s);
        QCOMPARE(told->text(QAccessible::Value), u"Deutsch"_s);
        // What is chosen is selected in the list, before it was ever opened.
        QCOMPARE(told->childCount(), 1);
        QAccessibleInterface *list = told->child(0);
        QCOMPARE(list->parent(), told);
        QCOMPARE(told->indexOfChild(list), 0);
        QCOMPARE(list->childCount(), 2);
        QVERIFY(!list->child(0)->state().selected);
        QVERIFY(list->child(1)->state().selected);

        QVERIFY(told->state().collapsed);
        told->actionInterface()->doAction(QAccessibleActionInterface::showMenuAction());
        QTRY_VERIFY(told->state().expanded);
        told->actionInterface()->doAction(QAccessibleActionInterface::showMenuAction());
        QTRY_VERIFY(told->state().collapsed);
    }

    void everyComboBoxOfActivityHasAName()
    {
        ActivityFilterController controller(std::make_shared<FakeClock>());
        ActivityFilterBar bar(&controller);
        bar.show();
        QStringList names;
        for (auto *box : bar.findChildren<QComboBox *>())
            names << nameOf(box);
        names.sort();
        QCOMPARE(names, (QStringList{u"Day"_s, u"Event"_s, u"State"_s}));
    }

    void theWindowIsOne()
    {
        SettingsWindow window;
        window.show();
        QCOMPARE(described(&window)->role(), QAccessible::Window);
        QCOMPARE(nameOf(&window), window.windowTitle());
    }

    void theNavigationFollowsItsActions()
    {
        SettingsWindow window;
        window.addPage(u"preferences"_s, u"appearance"_s, new TestPage(u"Appearance"_s));
        window.addPage(u"preferences"_s, u"telemetry"_s, new TestPage(u"Telemetry"_s));
        window.addPage(u"privacy"_s, u"activity"_s, new TestPage(u"Activity"_s));
        window.show();
        auto *tree = window.findChild<QTreeWidget *>(u"navigation"_s);
        const auto operate = [&](const QString &name) {
            std::vector<QAccessibleInterface *> lines;
            collect(described(tree), &lines);
            const auto line = std::find_if(lines.begin(), lines.end(), [&](QAccessibleInterface *each) {
                return each->text(QAccessible::Name) == name;
            });
            if (line == lines.end() || !(*line)->actionInterface())
                return false;
            const QStringList actions = (*line)->actionInterface()->actionNames();
            if (actions.isEmpty())
                return false;
            (*line)->actionInterface()->doAction(actions.constFirst());
            return true;
        };
        for (const auto &[name, page] :
             std::initializer_list<std::pair<QString, QString>>{{u"Activity"_s, u"activity"_s},
                                                                {u"Telemetry"_s, u"telemetry"_s},
                                                                {u"Appearance"_s, u"appearance"_s}}) {
            QVERIFY2(operate(name), qPrintable(name));
            QCOMPARE(window.currentPage(), page);
            QCOMPARE(tree->selectedItems().size(), 1);
            QCOMPARE(tree->selectedItems().constFirst()->text(0), name);
        }
        // A heading opens nothing and takes no selection away.
        operate(u"Privacy"_s);
        QCOMPARE(window.currentPage(), u"appearance"_s);
        QCOMPARE(tree->selectedItems().size(), 1);
        // Nor does a click beside the lines.
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, QPoint(5, tree->viewport()->height() - 3));
        QCOMPARE(window.currentPage(), u"appearance"_s);
        QCOMPARE(tree->selectedItems().size(), 1);
    }
};

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
