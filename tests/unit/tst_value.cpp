// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/value.h"

#include "candor/activityevent.h"
#include "candor/dataremoval.h"
#include "candor/deletionrequest.h"
#include "candor/flushreport.h"
#include "candor/notice.h"
#include "candor/noticetext.h"
#include "candor/telemetrystatus.h"

#include <QtTest>

#include <limits>
#include <utility>

using namespace Qt::StringLiterals;
using candor::Property;
using candor::TrustedText;
using candor::Value;

namespace {

template<typename T>
T held(const Value &value)
{
    const T *const found = std::get_if<T>(&value.storage());
    if (!found)
        qFatal("another type is held: %zu", value.storage().index());
    return *found;
}

/// \a value, after it was moved from in both ways.
template<typename T>
const T &spent(T &value)
{
    T other(value);
    other = std::move(value);
    const T last = std::move(value); // NOLINT(bugprone-use-after-move): that is what is tested
    return value; // NOLINT(bugprone-use-after-move)
}

} // namespace

// A pointer must never become true.
static_assert(!std::is_constructible_v<Value, const void *>);
static_assert(!std::is_constructible_v<Value, int *>);

class ValueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsBooleans();
    void holdsIntegers();
    void saturatesLargeIntegers();
    void holdsReals();
    void holdsTexts();
    void takesANullPointerForAnEmptyText();
    void trustsOnlyWhatSaysSo();
    void whatWasMovedFromCanBeRead();
};

void ValueTest::holdsBooleans()
{
    QCOMPARE(held<bool>(true), true);
    QCOMPARE(held<bool>(false), false);
    const Property property{"success", true};
    QCOMPARE(held<bool>(property.value), true);
}

void ValueTest::holdsIntegers()
{
    QCOMPARE(held<std::int64_t>(412), 412);
    QCOMPARE(held<std::int64_t>(-1L), -1);
    QCOMPARE(held<std::int64_t>(short(3)), 3);
    QCOMPARE(held<std::int64_t>(4000000000U), 4000000000);
    QCOMPARE(held<std::int64_t>(qsizetype(5)), 5);
    QCOMPARE(held<std::int64_t>(std::numeric_limits<qint64>::min()), std::numeric_limits<std::int64_t>::min());
}

void ValueTest::saturatesLargeIntegers()
{
    QCOMPARE(held<std::int64_t>(std::numeric_limits<quint64>::max()), std::numeric_limits<std::int64_t>::max());
    QCOMPARE(held<std::int64_t>(quint64(1) << 63), std::numeric_limits<std::int64_t>::max());
    QCOMPARE(held<std::int64_t>(quint64(17)), 17);
}

void ValueTest::holdsReals()
{
    QCOMPARE(held<double>(0.25), 0.25);
    QCOMPARE(held<double>(0.5F), 0.5);
}

void ValueTest::holdsTexts()
{
    QCOMPARE(held<std::string_view>("pdf"), std::string_view("pdf"));
    QCOMPARE(held<std::string_view>(std::string_view("pdf").substr(0, 2)), std::string_view("pd"));
    const std::string owned = "owned";
    QCOMPARE(held<std::string_view>(owned), std::string_view("owned"));
    const QString text = u"größer"_s;
    QCOMPARE(held<QStringView>(text), QStringView(text));
    QCOMPARE(held<QStringView>(QStringView(text).first(2)), QStringView(u"gr"));
    const Property property{"format", "pdf"};
    QCOMPARE(held<std::string_view>(property.value), std::string_view("pdf"));
}

void ValueTest::takesANullPointerForAnEmptyText()
{
    const char *const nothing = nullptr;
    QVERIFY(held<std::string_view>(nothing).empty());
}

void ValueTest::trustsOnlyWhatSaysSo()
{
    const QString text = u"größer"_s;
    const std::string owned = "owned";
    QVERIFY(Value(TrustedText("a")).isTrusted());
    QVERIFY(Value(TrustedText(owned)).isTrusted());
    QVERIFY(Value(TrustedText(text)).isTrusted());
    QCOMPARE(held<std::string_view>(TrustedText(owned)), std::string_view("owned"));
    QCOMPARE(held<QStringView>(TrustedText(text)), QStringView(text));
    QVERIFY(!Value("a").isTrusted());
    QVERIFY(!Value(text).isTrusted());
    QVERIFY(!Value(owned).isTrusted());
    QVERIFY(!Value(true).isTrusted());
    // Nobody trusts a text without having written it.
    QVERIFY((!std::is_convertible_v<const char *, TrustedText>));
    QVERIFY((!std::is_convertible_v<QString, TrustedText>));
    QVERIFY((!std::is_convertible_v<std::string, TrustedText>));
}

void ValueTest::whatWasMovedFromCanBeRead()
{
    candor::TelemetryStatus status;
    QCOMPARE(spent(status).allowed(), false);
    candor::ActivityEvent event;
    QCOMPARE(spent(event).name(), QString());
    candor::FlushReport flushed;
    QCOMPARE(spent(flushed).delivered(), 0);
    candor::DeletionRequest request;
    QCOMPARE(spent(request).ids(), QStringList());
    candor::Erasure erasure;
    QCOMPARE(spent(erasure).error(), QString());
    candor::IdentityReset reset;
    QCOMPARE(spent(reset).error(), QString());
    candor::Notice notice;
    QCOMPARE(spent(notice).contact(), QString());
    using candor::NoticeText;
    NoticeText text(notice, u"en"_s, u"eu.example"_s, NoticeText::Reach::Elsewhere, candor::Identity::Daily);
    QCOMPARE(spent(text).language(), u"en"_s);
}

QTEST_APPLESS_MAIN(ValueTest)
#include "tst_value.moc"
