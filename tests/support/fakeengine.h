// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QLocalServer>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

class QLocalSocket;

namespace candor::test {

/// A fake container engine: it answers over a local socket like Podman or Docker, and misbehaves when told to.
class FakeEngine final : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Podman, Docker };
    enum class Manner {
        Proper,
        Silent, ///< accepts requests and answers none
        Garbage, ///< not HTTP
        EndlessHeader,
        EndlessBody,
        EndlessChunkLine,
        Denied, ///< 403 for everything
        DiesHalfway, ///< closes in the middle of a body
        HangsUp, ///< closes without an answer
        Failing, ///< 500 for everything, as during its start
        Old, ///< has version 1.30 of the interface
        NoEngine, ///< a web server
    };

    /// Listens in a separate folder, or at \a path.
    explicit FakeEngine(Kind kind, const QString &path = QString());
    ~FakeEngine() override;

    void setManner(Manner manner) { m_manner = manner; }
    /// Only requests whose path contains \a part are answered in the set manner; all others are answered correctly.
    void setMannerFor(const QByteArray &part) { m_mannerFor = part; }
    /// Answers in chunks instead of with a length.
    void setChunked(bool chunked) { m_chunked = chunked; }
    /// The id of Docker: the same for two sockets of one engine.
    void setId(const QString &id) { m_id = id; }
    /// The names that identify Podman: the same for two sockets of one engine. By default each has its own store.
    void setPlace(const QString &computer, const QString &store);
    void setVersion(const QString &version) { m_version = version; }
    void addContainer(const QString &name, const QString &state, const QString &image = QStringLiteral("nginx:1.25"),
                      const QJsonObject &labels = {});
    void addContainers(int number);
    void setImages(int number) { m_images = number; }
    /// The next action fails with \a status and \a message.
    void failNextAction(int status, const QString &message);

    /// Sends an event to all listeners; \a attributes: those of the actor.
    void happen(const QString &type, const QString &action, const QJsonObject &attributes = {});
    void sendToListeners(const QByteArray &bytes);
    [[nodiscard]] qsizetype listeners() const;

    /// Behaves like a stopped engine: no socket, no connections.
    void stop();
    /// The socket file stays, but nothing listens.
    void abandon();
    [[nodiscard]] bool start();

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString address() const { return QStringLiteral("unix://") + m_path; }
    /// "GET /v1.41/containers/json?all=1", in the order of arrival.
    [[nodiscard]] const QStringList &requests() const { return m_requests; }
    void forgetRequests() { m_requests.clear(); }
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] QString stateOf(const QString &name) const;
    [[nodiscard]] QString idOf(const QString &name) const;

private:
    struct FakeContainer
    {
        QString id;
        QString name;
        QString image;
        QString state;
        QJsonObject labels;
    };
    struct Reply
    {
        int status = 200;
        QByteArray body;
    };

    void accept();
    static void begin(QLocalSocket *listener);
    void readFrom(QLocalSocket *socket);
    void answer(QLocalSocket *socket, const QByteArray &head);
    void misbehave(QLocalSocket *socket);
    void pour(QLocalSocket *socket, const QByteArray &bytes);
    void write(QLocalSocket *socket, const Reply &reply);
    [[nodiscard]] Reply replyTo(const QByteArray &method, const QByteArray &path, const QByteArray &query);
    [[nodiscard]] Reply act(const QByteArray &method, const QByteArray &id, const QByteArray &verb,
                            const QByteArray &query);

    Kind m_kind;
    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<QLocalServer> m_server;
    Manner m_manner = Manner::Proper;
    QByteArray m_mannerFor;
    bool m_chunked = false;
    QString m_id = QStringLiteral("FAKE:ENGINE");
    QString m_computer = QStringLiteral("workstation");
    QString m_store;
    QString m_version;
    QList<FakeContainer> m_containers;
    int m_images = 3;
    std::optional<Reply> m_nextFailure;
    QList<QPointer<QLocalSocket>> m_listeners;
    QList<QPointer<QLocalSocket>> m_sockets;
    QStringList m_requests;
    int m_connections = 0;
};

} // namespace candor::test
