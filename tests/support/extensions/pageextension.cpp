// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// An extension with a settings page.

#include "candor/extension.h"
#include "candor/settingspage.h"
#include "candor/settingspageprovider.h"

#include <QLabel>
#include <QObject>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

class AcmePage final : public candor::SettingsPage
{
    Q_OBJECT

public:
    AcmePage()
    {
        auto *const label = new QLabel(title());
        label->setObjectName(u"acmePage"_s);
        (new QVBoxLayout(this))->addWidget(label);
    }
    [[nodiscard]] QString title() const override { return u"Acme"_s; }
    [[nodiscard]] QString recordedName() const override { return {}; }
    [[nodiscard]] QStringList searchWords() const override { return {title()}; }
    void load() override { }
};

class PageExtension final : public QObject, public candor::Extension, public candor::SettingsPageProvider
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID TEST_IID FILE "extension.json")
    Q_INTERFACES(candor::Extension candor::SettingsPageProvider)

public:
    void activate(candor::ExtensionContext *) override { }
    void deactivate() override { }
    [[nodiscard]] candor::SettingsPage *createSettingsPage() override { return new AcmePage; }
};

#include "pageextension.moc"
