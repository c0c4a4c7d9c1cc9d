// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QString state; // empty where finished
    QStringList translations; // more than one where the text depends on a number
};

struct TranslationFile
{
    std::vector<Message> messages;
    QString error;
};

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message;
    message.context = context;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.state = xml.attributes().value("type"_L1).toString();
            QString text;
            while (!xml.atEnd() && xml.readNext() != QXmlStreamReader::EndElement) {
                if (xml.isStartElement())
                    message.translations.append(xml.readElementText());
                else
                    text += xml.text();
            }
            if (message.translations.isEmpty())
                message.translations.append(text);
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

TranslationFile read(const QString &path)
{
    TranslationFile result;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        result.error = path + ": "_L1 + file.errorString();
        return result;
    }
    QXmlStreamReader xml(&file);
    xml.readNextStartElement(); // TS
    while (xml.readNextStartElement()) {
        if (xml.name() != "context"_L1) {
            xml.skipCurrentElement();
            continue;
        }
        QString context;
        while (xml.readNextStartElement()) {
            if (xml.name() == "name"_L1)
                context = xml.readElementText();
            else if (xml.name() == "message"_L1)
                result.messages.push_back(readMessage(xml, context));
            else
                xml.skipCurrentElement();
        }
    }
    if (xml.hasError())
        result.error = "%1, line %2: %3"_L1.arg(path).arg(xml.lineNumber()).arg(xml.errorString());
    return result;
}

QString naming(const Message &message)
{
    return message.context + ": "_L1 + message.source;
}

// Each placeholder once: a translation may have to say a name twice.
QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%(?:L?[0-9]{1,2}|n)"_s);
    QStringList result;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(text))
        result.append(match.captured());
    result.removeDuplicates();
    result.sort();
    return result;
}

// What is typed: options, and the words that begin the lines of a list of commands. A name may be left out of the text
// that explains it, but not of the translation as a whole.
QStringList typedWords(const QString &text)
{
    static const QRegularExpression pattern(u"(?<![\\w-])--[a-z][a-z-]+|(?<=^  )[a-z][a-z-]+(?= )"_s,
                                            QRegularExpression::MultilineOption);
    QStringList result;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(text))
        result.append(match.captured());
    result.removeDuplicates();
    result.sort();
    return result;
}

qsizetype mnemonics(QString text)
{
    static const QRegularExpression pattern(u"&\\S"_s);
    return text.remove("&&"_L1).count(pattern);
}

// The first translation in the file \a path of which \a part is another than of its source, or why that can't be read.
template<typename Part>
QString firstThatDiffers(const QString &path, Part part)
{
    const TranslationFile file = read(path);
    for (const Message &message : file.messages) {
        for (const QString &text : message.translations) {
            if (part(text) != part(message.source))
                return naming(message) + " -> "_L1 + text;
        }
    }
    return file.error;
}

// What the app can show: the collector loads no translation.
QStringList sources()
{
    const QDir root(QStringLiteral(CANDOR_SOURCE_DIR));
    QStringList result;
    for (const QString &folder : {u"app"_s, u"ui"_s}) {
        QDirIterator files(root.filePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (!path.startsWith(root.filePath(u"app/collector/"_s)))
                result.append(path);
        }
    }
    result.sort();
    return result;
}

} // namespace

class TranslationTest : public QObject
{
    Q_OBJECT

private:
    void rows();

private Q_SLOTS:
    void noTextIsHiddenFromLupdate();
    void everyTextIsTranslated_data() { rows(); }
    void everyTextIsTranslated();
    void placeholdersAreThoseOfTheSource_data() { rows(); }
    void placeholdersAreThoseOfTheSource();
    void commandsAndOptionsAreThoseOfTheSource_data() { rows(); }
    void commandsAndOptionsAreThoseOfTheSource();
    void mnemonicsAreAsManyAsInTheSource_data() { rows(); }
    void mnemonicsAreAsManyAsInTheSource();
    void linesEndAsInTheSource_data() { rows(); }
    void linesEndAsInTheSource();
    void contextsAreFoundAtRunTime_data() { rows(); }
    void contextsAreFoundAtRunTime();
    void sourcesAndTranslationAgree_data() { rows(); }
    void sourcesAndTranslationAgree();
};

void TranslationTest::rows()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(CANDOR_SOURCE_DIR) + "/translations"_L1);
    const QStringList names = folder.entryList({u"*.ts"_s}, QDir::Files, QDir::Name);
    QVERIFY2(!names.isEmpty(), qPrintable("no translation in "_L1 + folder.path()));
    for (const QString &name : names)
        QTest::addRow("%s", qPrintable(name)) << folder.filePath(name);
}

// lupdate takes every tr( for a class's own, with a literal after it, and skips the macro inside without a word.
void TranslationTest::noTextIsHiddenFromLupdate()
{
    static const QRegularExpression pattern(u"\\btr\\(\\s*QT_TRANSLATE_N"_s);
    QStringList hiding;
    for (const QString &path : sources()) {
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        if (pattern.match(QString::fromUtf8(file.readAll())).hasMatch())
            hiding.append(path);
    }
    QVERIFY2(hiding.isEmpty(), qPrintable("give the function another name than tr: "_L1 + hiding.join(u", "_s)));
}

void TranslationTest::everyTextIsTranslated()
{
    QFETCH(QString, path);
    const TranslationFile file = read(path);
    QVERIFY2(file.error.isEmpty(), qPrintable(file.error));
    QVERIFY(!file.messages.empty());
    QStringList problems;
    for (const Message &message : file.messages) {
        if (!message.state.isEmpty())
            problems.append(message.state + " "_L1 + naming(message));
        for (const QString &text : message.translations) {
            if (text.trimmed().isEmpty())
                problems.append("empty "_L1 + naming(message));
        }
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void TranslationTest::placeholdersAreThoseOfTheSource()
{
    QFETCH(QString, path);
    QCOMPARE(firstThatDiffers(path, placeholders), QString());
}

void TranslationTest::commandsAndOptionsAreThoseOfTheSource()
{
    QFETCH(QString, path);
    QCOMPARE(firstThatDiffers(path, typedWords), QString());
}

void TranslationTest::mnemonicsAreAsManyAsInTheSource()
{
    QFETCH(QString, path);
    QCOMPARE(firstThatDiffers(path, mnemonics), QString());
}

void TranslationTest::linesEndAsInTheSource()
{
    QFETCH(QString, path);
    QCOMPARE(firstThatDiffers(path, [](const QString &text) { return text.endsWith(u'\n'); }), QString());
}

void TranslationTest::contextsAreFoundAtRunTime()
{
    QFETCH(QString, path);
    const TranslationFile file = read(path);
    QVERIFY2(file.error.isEmpty(), qPrintable(file.error));
    // LibraryTranslator looks at no others.
    for (const Message &message : file.messages) {
        QVERIFY2(
            message.context.startsWith("candor::"_L1),
            qPrintable(naming(message)
                       + " has no namespace: lupdate needs -I app -I ui, translate() the context \"candor::…\""_L1));
    }
}

void TranslationTest::sourcesAndTranslationAgree()
{
    QFETCH(QString, path);
    QTemporaryDir folder;
    QVERIFY(folder.isValid());
    const QString copy = folder.filePath(QFileInfo(path).fileName());
    QVERIFY(QFile::copy(path, copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
    const QString list = folder.filePath(u"sources"_s);
    QFile listFile(list);
    QVERIFY(listFile.open(QIODevice::WriteOnly));
    QVERIFY(listFile.write(sources().join(u'\n').toUtf8()) > 0);
    listFile.close();

    const QString root = QStringLiteral(CANDOR_SOURCE_DIR);
    QProcess lupdate;
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments;
    for (const QString &below : {u"/app"_s, u"/app/include"_s, u"/ui"_s, u"/ui/include"_s})
        arguments << u"-I"_s << root + below;
    arguments << u"-locations"_s << u"none"_s << u'@' + list << u"-ts"_s << copy;
    lupdate.start(QStringLiteral(CANDOR_LUPDATE), arguments);
    QVERIFY2(lupdate.waitForStarted(),
             qPrintable(QStringLiteral("lupdate (" CANDOR_LUPDATE "): ") + lupdate.errorString()));
    QVERIFY2(lupdate.waitForFinished(60000), qPrintable(lupdate.errorString()));
    const QByteArray output = lupdate.readAll();
    QVERIFY2(lupdate.exitStatus() == QProcess::NormalExit && lupdate.exitCode() == 0, output.constData());

    const TranslationFile file = read(copy);
    QVERIFY2(file.error.isEmpty(), qPrintable(file.error));
    QVERIFY2(!file.messages.empty(), output.constData());
    QStringList problems;
    for (const Message &message : file.messages) {
        if (message.state == "unfinished"_L1)
            problems.append("not translated: "_L1 + naming(message));
        else if (!message.state.isEmpty())
            problems.append("not in the sources any more, or hidden from lupdate: "_L1 + naming(message));
    }
    QVERIFY2(problems.isEmpty(),
             qPrintable(problems.join(u'\n') + "\nRun the target candor_lupdate, then translate what it added."_L1));
}

QTEST_GUILESS_MAIN(TranslationTest)
#include "tst_translation.moc"
