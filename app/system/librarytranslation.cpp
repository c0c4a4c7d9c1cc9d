// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/librarytranslation.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QTranslator>

#include <cstring>
#include <map>
#include <memory>
#include <mutex>

// The macro requires a function outside of every namespace. It is needed because the resources of a static library are
// not registered automatically.
static void initializeResource()
{
    Q_INIT_RESOURCE(candor_translations);
}

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView folder(":/candor/translations");

/// Looks up texts in the language of QLocale(). Called for every text of the application, on any thread.
class LibraryTranslator final : public QTranslator
{
public:
    explicit LibraryTranslator(QObject *parent)
        : QTranslator(parent)
    {
        for (const QString &language : libraryLanguages()) {
            auto translator = std::make_unique<QTranslator>();
            if (translator->load("candor_"_L1 + language, folder))
                m_translators.emplace(language, std::move(translator));
        }
    }

    [[nodiscard]] bool isEmpty() const override { return m_translators.empty(); }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *disambiguation,
                                    int n) const override
    {
        constexpr const char *prefix = "candor::";
        const QTranslator *const translator =
            context && std::strncmp(context, prefix, std::strlen(prefix)) == 0 ? current() : nullptr;
        return translator ? translator->translate(context, source, disambiguation, n) : QString();
    }

private:
    /// Null: the texts of the sources are shown.
    [[nodiscard]] const QTranslator *current() const
    {
        const QLocale locale;
        const std::lock_guard lock(m_mutex);
        if (m_known && locale == m_locale)
            return m_current;
        m_known = true;
        m_locale = locale;
        m_current = nullptr;
        // In the user's order of preference; a regional variant falls back to its language.
        for (QString tag : locale.uiLanguages()) {
            tag.replace(u'-', u'_');
            auto found = m_translators.find(tag);
            if (found == m_translators.end())
                found = m_translators.find(tag.section(u'_', 0, 0));
            if (found != m_translators.end())
                m_current = found->second.get();
            if (m_current || tag.section(u'_', 0, 0) == "en"_L1)
                break;
        }
        return m_current;
    }

    std::map<QString, std::unique_ptr<QTranslator>> m_translators; // by language
    mutable std::mutex m_mutex; // guards the members below
    mutable bool m_known = false;
    mutable QLocale m_locale;
    mutable const QTranslator *m_current = nullptr;
};

} // namespace

void installLibraryTranslation()
{
    QCoreApplication *const application = QCoreApplication::instance();
    const QString name = u"candor_translation"_s;
    if (!application || application->findChild<QTranslator *>(name, Qt::FindDirectChildrenOnly))
        return;
    auto *const translator = new LibraryTranslator(application);
    translator->setObjectName(name);
    QCoreApplication::installTranslator(translator);
}

QStringList libraryLanguages()
{
    initializeResource();
    QStringList result;
    const QStringList files = QDir(folder).entryList({u"candor_*.qm"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        result.append(file.mid(7).chopped(3));
    return result;
}

QString shownLanguage()
{
    //: not shown: the tag of the language that these texts are in, such as "de" or "pt_BR"
    const QString language = QCoreApplication::translate("candor::Translation", "en");
    const QString locale = QLocale().name();
    return locale.section(u'_', 0, 0) == language ? locale : language;
}

} // namespace candor
