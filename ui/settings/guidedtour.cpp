// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/guidedtour.h"

#include "settings/settingswindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QPixmap>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto interval = 50ms;
// Wait like a user who looks for a moment: tables are filled, and the visit counts.
constexpr int linger = 12;
constexpr int mostTries = 600; // half a minute for one step, then the tour reports the step that failed

QDialog *openDialog()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *widget : windows) {
        if (auto *const dialog = qobject_cast<QDialog *>(widget); dialog && dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

} // namespace

GuidedTour::GuidedTour(SettingsWindow *window, QString folder, std::function<bool()> deliveredAll, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_folder(std::move(folder))
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &GuidedTour::tryStep);

    const auto show = [this](const QString &page) {
        return [this, page] {
            m_window->showPage(page);
            return m_window->currentPage() == page;
        };
    };
    m_steps = {
        {u"1-question"_s, [] { return openDialog() != nullptr; }},
        {u"agree"_s, [this] { return click(u"consentAgreeButton"_s); }, false},
        {u"answered"_s, [] { return openDialog() == nullptr; }, false},
        {u"2-telemetry"_s, show(u"telemetry"_s)},
        {u"3-appearance"_s, show(u"appearance"_s)},
        {u"choose dark"_s, [this] { return click(u"theme-dark"_s); }, false},
        {u"4-appearance-dark"_s, [] { return true; }},
        {u"choose light"_s, [this] { return click(u"theme-light"_s); }, false},
        {u"5-activity-waiting"_s, show(u"activity"_s)},
        {u"send"_s, [this] { return click(u"sendNow"_s); }, false},
        {u"delivered"_s, std::move(deliveredAll), false},
        {u"6-activity-delivered"_s, [] { return true; }},
        {u"7-telemetry-delivered"_s, show(u"telemetry"_s)},
    };
}

void GuidedTour::start()
{
    if (!QDir().mkpath(m_folder)) {
        //: @info:shell %1 is a folder
        Q_EMIT finished(tr("The folder %1 can’t be made.").arg(m_folder));
        return;
    }
    m_timer.start();
}

void GuidedTour::tryStep()
{
    const Step &step = m_steps.at(m_step);
    if (m_lingering == 0) {
        if (!step.done()) {
            if (++m_tries > mostTries) {
                //: @info:shell %1 is the name of a step of the tour
                end(tr("The step “%1” did not work.").arg(step.name));
            }
            return;
        }
        m_lingering = step.picture ? linger : 1;
        return;
    }
    if (--m_lingering > 0)
        return;
    if (step.picture && !save(step.name)) {
        //: @info:shell %1 is the name of a picture
        end(tr("The picture “%1” can’t be saved.").arg(step.name));
        return;
    }
    m_tries = 0;
    if (++m_step == m_steps.size())
        end(QString());
}

void GuidedTour::end(const QString &problem)
{
    m_timer.stop();
    Q_EMIT finished(problem);
}

bool GuidedTour::click(const QString &objectName)
{
    const QWidget *const root = openDialog() ? static_cast<QWidget *>(openDialog()) : m_window;
    auto *const button = root->findChild<QAbstractButton *>(objectName);
    if (!button || !button->isVisible() || !button->isEnabled())
        return false;
    button->click();
    return true;
}

bool GuidedTour::save(const QString &name)
{
    QWidget *const shown = openDialog() ? static_cast<QWidget *>(openDialog()) : m_window;
    return shown->grab().save(m_folder + u'/' + name + ".png"_L1);
}

} // namespace candor
