// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/vocabulary.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace candor {

namespace {

/// The words of a list, sorted, made by the compiler.
template<std::size_t count>
constexpr std::array<std::string_view, count> wordsOf(std::string_view list)
{
    std::array<std::string_view, count> words;
    std::size_t index = 0;
    for (std::size_t from = 0; from < list.size(); ++index) {
        const std::size_t end = std::min(list.find(' ', from), list.size());
        words[index] = list.substr(from, end - from);
        from = end + 1;
    }
    for (std::size_t i = 1; i < count; ++i) {
        if (words[i] <= words[i - 1])
            throw "the list is not sorted";
    }
    return words;
}

template<std::size_t count>
bool has(const std::array<std::string_view, count> &words, std::string_view word)
{
    return std::binary_search(words.begin(), words.end(), word);
}

// clang-format off
constexpr auto grammarWords = wordsOf<246>(
    "a able about above access after again against all allowed already also although always am an and another any "
    "anyway are as asked at available away back be became because been before behind being below between both but "
    "by can cannot caused causing closed complete completed could couldn denied did didn different do does doesn "
    "doing don done down due during each either else ended enough even every exceeded exist existed existing exists "
    "exited expired failed failing few first for found from further gone got had has hasn have having he here how "
    "however i if in inside instead into invalid is isn it its itself just last later least less like made many may "
    "maybe might missing more most must near needed needs neither never new next no non none nor not nothing now of "
    "off often old on once one only or other otherwise out outside over per please possible probably received "
    "refused refusing rejected rejecting required requires returned running same see set shall she should shouldn "
    "since so some something soon still stopped stopping succeeded such supported than that the their them then "
    "there these they this those though through times to too took toward tried try trying two unable unavailable "
    "under unexpected unknown unless unreachable unsupported until up upon us used using very via was wasn we well "
    "went were weren what when where whether which while who whose why will with within without won would wouldn "
    "wrong yes yet you your");

constexpr auto technicalWords = wordsOf<2360>(
    "aarch64 abi abort aborted absolute abstract accept accept4 acceptable acceptably accepted accepting "
    "accesscontrol accordingly account acknowledge acpi acquire action activate active actual add addition "
    "additionally address addresses adjust admin administrator admission aes affinity afford agent agreed agreement "
    "ahead aiohttp alert alias align alive alloc allocate allocated allocation allow alpha alpine alpn alternative "
    "ambiguous amd amd64 amount ampersand amqp analysis analyze android anonymous answer ant anyone anything apfs "
    "api apis apk apparently apparmor appear appears append appimage apple applehv application apply appropriate "
    "approve apt architecture archive argument arithmetic arm arm64 array ascii ask asn1 assert assertion "
    "assertions assign assume asterisk async asynchronous asyncio attach attached attempt attribute audio audit "
    "auth authenticate authentication authority authorization authorize authorized auto automatic average await aws "
    "babel backend backoff backslash backup bad balance bandwidth base based bash basic batch battery beacon bearer "
    "become begin behavior behaviour best beta better beyond big binary bind bios bit bits black blob blobs block "
    "blue bluetooth body bool boolean boost boot bootstrap boto3 botocore bottom bound boundary brace braces "
    "bracket brackets branch break brew bridge broadcast broken browser bson btrfs bucket buffer bug build buildah "
    "buildkit buildx built builtin bun bundle busy byte bytes ca cache calculate call callback called caller "
    "calling calls cancel canceled cancelled candidate cantopen capability capable capacity card cargo case cast "
    "catalog catalogue catch category cause cbc center centos centre cert certificate certificates certs cet cf "
    "cgroup cgroupfs cgroups cgroupv2 chain change channel char character charset chdir check checked checksum "
    "child chmod choco chocolatey chown chrome chromium chroot chunk cifs cipher circuit circular clang class clean "
    "cleanup clear cli click client clients clipboard clock clone clone3 close closing cloud cls cluster "
    "clusterrole cmake cn cni code codec collect collection collections collector collision colon color colour "
    "column comma command commit common communicate communication compare compatible compile compiler completion "
    "component compose compress compressed compression compute computer concurrent condition config configmap "
    "configmaps configuration configure configured confirm conflict conflicting conmon connect connected connectex "
    "connecting connection connectionerror connections connectivity console const constraint constructor consume "
    "consumer contact contain container containerd containers content contents context continue continued control "
    "controller conversion convert cookie copy cordoned core coredump corner correct corresponding corrupt "
    "corrupted corruption couldnt count counter cpu cpus crash crashloopbackoff crc crc32 crd create "
    "createcontainerconfigerror createcontainererror created creating creation credential credentials cri crio "
    "criteria critical crl cron cronjob crun crypto cryptographic csharp csi csr css ctx curl curle current "
    "currently cursor custom cycle cygwin daemon daemonreload daemonset dangling darwin data database datagram date "
    "day days dbus deadline deadlock debian debug decide decided deciding declare decode decoder decoding "
    "decompress decrypt decryption deep def default deferred define defined definition degraded delay delegate "
    "delete deleted delimited delimiter denies deno deny dependencies dependency dependent deploy deployed "
    "deployment deprecated depth des describe description descriptor deserialization deserialize destination "
    "destroy detach detail details detect detected determine device devices dh dhe dial dialer dialing dict diff "
    "difference digest digests digit digits dimension direct direction directive directories directory disable "
    "disabled disallow discard disconnect disconnected discover discovery disk dispatch display distribution divide "
    "division dlopen dlsym dnf dns docker dockerd document documentation domain dot dotnet double downgrade "
    "download dpkg drain drained driver drop dropped dry dsa dump duplex duplicate duration dyld dynamic e401 e403 "
    "e404 eacces eaddrinuse eaddrnotavail eafnosupport eagain eai eaigain ealready early easy ebadengine ebadf "
    "ebadplatform ebadrequest ebusy ecdhe ecdsa echild econnaborted econnrefused econnreset ed25519 edestaddrreq "
    "edit editor edom edquot eexist efault efbig effect effective efi egl ehostdown ehostunreach eight einprogress "
    "eintegrity eintr einval eio eisconn eisdir ejsonparse elapsed electron element elf elifecycle elockunmapped "
    "eloop email embedded emerg emergency emfile empty emsgsize emulate enable enabled enametoolong encode encoded "
    "encoder encoding encounter encountered encrypt encrypted encryption end endpoint eneedauth enetdown "
    "enetunreach enfile enforce engine enodev enoent enomem enospc enosys enotconn enotdir enotempty enotfound "
    "enotsock enotsup enotty ensure enter entire entitlement entity entries entry entrypoint enum env environment "
    "enxio eof eoferror eopnotsupp eotp eperm epipe epoch epoll eproto eprotonosupport equal erange eresolve erofs "
    "err errdomain errimagepull errno error errorcode errors escape escaped eslint espipe esrch establish "
    "established estale estimate etc etcd ethernet etimedout etxtbsy eunsupportedprotocol eval evaluate event "
    "everyone everything evict evicted evidence exact examine example exceed exception excess exchange exclude "
    "exclusive exdev exec execsync executable execute executing execution executor execve exhausted exit exitcode "
    "expand expect expected experimental expiration expire expiry explicit export expose express expression ext4 "
    "extend extension extent external extra extract fail failure failures fallback fallthrough false fast faster "
    "fatal fault fdatasync feature february fedora fetch fetching fewer field file filename filenotfounderror files "
    "filesystem filter final finalize find fine finish finished firewall fit five fix fixed flag flags flatpak "
    "float float64 flush folder folders follow following font fopen forbidden force foreign forgot forgotten "
    "forking form format formatted formerr forward four fraction frame framework fread free freebsd frequency fresh "
    "friday fs fstat fsync full fully func function fuse futex future fwrite gamepad gateway gb gcc gcm gem general "
    "generate generated generation generic get getaddrinfo getattr getpeername getsockname getsockopt gib gid git "
    "give given glibc global glx gmt gnome gnu gnulib go golang gomod good goroutine gpg gpu graceful gracefully "
    "gradle grant granted graph graphql gray greater green grey group groups grow grpc gssapi gtk guest gvproxy "
    "gzip half halt halted handle handled handler handshake handshakes hang hangup happen happened hard hardware "
    "hash hdd head header headers health healthcheck healthy heap height helm help helper hexadecimal hidden hide "
    "hierarchy high hint hints history hit hmac hold home homebrew hook host hostname hour hours hresult hrs html "
    "http https httpx hub hundred hung hyperv hypervisor hyphen icon id idempotent identifier identity idle ids "
    "ignore ignored illegal image imagepullbackoff images immediate immediately immutable implement implementation "
    "implicit import imported importing importlib imports improper include included incompatible incomplete "
    "inconsistent incorrect increase indent index indicate individual inf infinite infinity info information "
    "ingress inherit init initial initialization initialize initialized initiate ink inline inode input insecure "
    "insert inspect install installation installed installer instance instruction insufficient int int32 int64 "
    "integer integrity intel interactive interface interfere internal internet interpret interpreter interrupt "
    "interrupted interval invocation invoke involve io ioctl ioerror ios ip iptables ipv4 ipv6 iscsi issue issuer "
    "item items iterate iteration iterator january java javascript javax jdk job jobs join journal journald jre js "
    "json jvm jwt kcf kcferrordomaincfnetwork kde keep keepalive kerberos kernel key keyboard keychain keyerror "
    "keyring keys keyword kib kill killed kind know known kotlin kqueue krb kubeadm kubeconfig kubectl kubelet "
    "kubernetes kvm label lack lagging lang language large larger late latest launch layer layers layout lazy ld "
    "ldap leaf leak lease leave left legacy length let level levels libc libgl libkrun libpod library license "
    "lifetime likely limit limited limits line lines link linked linker linux list listed listen listener listening "
    "literal little load loaded loader loading loc local locale localhost locate located location lock locked "
    "locking locks log logged logger login logout long longer look lookup loop loopback lost low lower lstat lvm "
    "lxc mac machine machines macos magic mail main maintenance major make malformed malloc manage managed manager "
    "mandatory manifest manifests manual map mapping marshal marshalling mask masked mass master match matched "
    "matching math maven max maximum md5 media median medium member memory merge message messages metadata method "
    "methods metric mib microphone microsoft middle middleware migrate migration million millisecond milliseconds "
    "mime min mingw minikube minimum minor mins minute minutes mirror mirrorlist misaligned misbehave misbehaving "
    "misconfiguration misconfigured mismatch mkdir mkfifo mknod mmap mode model modem modification modified modify "
    "module modules moment monday monitor month mount mounted mounting mounts mouse move moved mqtt ms msbuild msvc "
    "multi multiple musl mutable mutex mv name named names namespace namespaces nan native natural navigate "
    "negative negotiate negotiation nerdctl nested net netavark network networking networks neutral nevertheless "
    "newline nfs nic nil nine ninja nio nobody nodata node nodejs nodename nodes noent noname nonetype nonexistent "
    "nonzero normal normalize notation note noted notes notfound notice notification notify nowhere npm npx ns "
    "nscocoaerrordomain nserror nsposixerrordomain nsurlerrordomain ntfs ntlm ntstatus nuget null nulltype number "
    "numbers numeric nxdomain oauth object objects obsolete obtain occupied occur occurred occurs oci ocsp offline "
    "offset ok omit oneshot online oom oomkilled opaque open openat opendir opened opengl opening openssl opensuse "
    "operand operate operation operations operator option optional options order ordinal organization origin "
    "original orphan os oserror osstatus our overflow overlap overlay overlayfs overload overloaded override "
    "overrides overwrite overwritten owned owner ownership pac pack package packages packet packets pacman pad "
    "padding page pages pair pam panic paper parallel parameter parameters parent parentheses parenthesis parse "
    "parsed parser parsing part partial partially particular partition parts pass passed passing password past pat "
    "patch path paths pattern pause paused payload pci pcre peer peers pem pending percent perform performance "
    "period permanent permanently permission permissions permit permitted perror persist persistent "
    "persistentvolume persistentvolumeclaim phase php physical pick pid pids ping pip pipe pipeline pivot pkcs pkix "
    "place placeholder plain plan platform platforms play plugin plugins pnpm pod podman pods point pointer policy "
    "polkit poll pool pop popen port ports position positional positions positive posix post postgresql power prctl "
    "precision precondition preconditions predicate preempted preemption preferred prefix prepare prepared presence "
    "present pressure prevent previous previously primary primitive principal print printer prior priority private "
    "privilege privileged privileges proceed process processed processes processing produce product profile program "
    "progress prohibited project promise prompt proper properly property protected protection proto protobuf "
    "protocol protocols provide provided provider provision proxy prune psql psycopg2 pthread ptr ptrace public "
    "publickey publish pull pulled pulling pure purge purpose push pushed put putobject pv pvc python qdbus qemu qt "
    "quality query queue queued quick quiet quit quota quote quoted quotes race raise raised ram ran random range "
    "rate ratelimit rather ratio raw reach reachability reachable reached read readable readdir reader readfile "
    "readfilesync readiness reading readline readonly ready real realm reason reboot rebuild receive recent "
    "recipient reclaim reclaimed recognize recognized recommend reconnect record recover recovery recreate "
    "recursion recursive recv recvfrom recvmsg red redirect redirection redirects reduce ref refer reference "
    "refresh refs refuse regex regexp region register registered registration registries registry regular reject "
    "rejects related relation relative release released reload relocation remain remaining remote removable removal "
    "remove removed removing rename renameat render repair repeat replace replica replicas replicaset replied reply "
    "repo report repositories repository represent request requested requests require requirement requirements "
    "rerun reserve reserved reset resize resolution resolve resolved resolver resolving resource resources "
    "respective respectively respond response responses rest restart restarting restarts restore restrict "
    "restricted restriction result results resume retain retried retries retrieval retrieve retry retrying return "
    "returns reuse reverse revert review revision revoke revoked rewrite rhel right rights rm rmdir role "
    "rolebinding roles rollback rolling rom root rootfs rootless rotate round route router routes routine row rows "
    "rpc rpcs rpm rsa rsync rule rules run runaway runc runcontainererror runs runtime rust rustc rw safari safe "
    "sample san sandbox sanity sasl satisfied satisfy saturday save saved saving scalar scan scandir scanner "
    "schedulable schedule scheduled scheduler schema schemas scope scp screen script scripts sdk search sec seccomp "
    "second seconds secret secrets secs section sector secure security seek seem seems segfault segment select "
    "selected selector self selinux semaphore semicolon send sender sending sendmsg sendto sense sensor sent "
    "sentence separate separator sequence serial serialization serialize series serve served server servers "
    "servfail service serviceaccount services servname session sessions setattr sethostname setns setsockopt "
    "setting settings setup seven severity sftp sha sha1 sha256 sha512 shadow shadowed share shared shell shim ship "
    "short shut shutdown sibling side sigabrt sigbus sigfpe sighup sigill sigint sigkill sign signal signals "
    "signature signed signer sigpipe sigquit sigsegv sigterm sigusr silent similar simple simultaneous single six "
    "size skip skipped skopeo slack slash sleep slirp4netns slot slow slower small smaller smb smtp snap snapd "
    "snapshot sni soap socket sockets soft software solve somehow someone somewhere sort source space spawn "
    "spawnsync speaker special specific specification specified specify split sql sqlalchemy sqlite sqlstate ssd "
    "ssh sshd ssl ssl3 sslv3 stack stacktrace stage stale standard standby start started starting starttls startup "
    "stat state statefulset statement static statistics status statuscode statx std stderr stdin stdio stdout step "
    "steps stop storage store stored str stream streams strerror strict string strings stripe strong struct "
    "structure stuck style subject submit submodule subnet subprocess subscribe subscript subscription subsequent "
    "subset substr substring subsystem success successful successfully sudo sudoers sufficient suffix suggest "
    "suggestion suitable sum summary sunday super superuser supply support suse suspend swap sweep switch symbol "
    "symbolic symlink sync synchronize syntax sys syscall sysctl syslog system systemctl systemd systems tab table "
    "tables tag tagged tagging tags taint tainted taints take tar tarball target targets task tasks tcp tcp4 tcp6 "
    "teapot template temporarily temporary ten term terminal terminate terminated termination terminator test tests "
    "text thousand thread threads three threshold throttle throttled throttling throw thrown thursday thus ticket "
    "tier time timed timeout timeouts timer timestamp timezone tip tls tls13 tlsv1 tmpfs tns token tokens tolerate "
    "toleration toner tool tools toomanyrequests top topic total touch touchpad trace traceback track traffic "
    "trailing trampoline transaction transfer transient translate transport trap tray tree trigger trim true "
    "truncate truncated truncating trunk trust trusted ts tsc tty tuesday tunnel tuple turn twice type typed "
    "typeerror types typescript typo ubuntu udp udp4 udp6 uefi uid uint uint32 uint64 ulimit unauthenticated "
    "unauthorized unbound uncaught unchanged unclosed undefined underlying underscore undo unescaped unexpectedly "
    "unhandled unhealthy unicode unimplemented uninitialized uninstall unique unit unitfile units universal unix "
    "unlink unlinkat unlock unlocked unmarshal unmount unpack unpacking unparsable unparseable unparsed "
    "unprivileged unprocessable unquoted unreadable unrecognized unrecoverable unregistered unresolved unsafe "
    "unschedulable unserialize unshare unsigned unspecified unstable unsuccessful untagged untar untarring "
    "untrusted unusable unused unwind unwritable update updated updates upgrade upload upper upstream url urllib "
    "urllib3 urls usage usb use user username users usual usually utc utf utf16 utf8 util utility uuid valid "
    "validate validated validation validity value values var variable variables variant vary vector vendor verb "
    "verbose verification verified verify verifying version versions vfkit vfs video view virtual virtualization "
    "visible visit vite vm vms void volume volumes vt vulkan wait waited waiting waitpid wake want warn warning "
    "warnings watch watcher way wayland weak webcam webhook webpack websocket wednesday week wellformed wget white "
    "whitespace whole wide widget width wifi wildcard win32 window windows winerror winget wire wireless word words "
    "work worker workers workflow working worse wrap writable write writefile writefilesync writeonly writer "
    "writing written wrote wsa wsaeconnrefused wsaeconnreset wsaetimedout wsahost wsarecv wsasend wsl x11 x509 x64 "
    "x86 xattr xcb xcode xfs xml yaml yarn year yield yum zero zfs zip zone zstd zypper");

constexpr auto namedThings = wordsOf<131>(
    "account alias app application author base branch bridge bucket called claim class client cluster cn column "
    "command committer config configmap connection container containers context credential credentials customer "
    "daemonset database deployment device directory disk dns domain driver endpoint engine extension file files "
    "folder group guest host hostname image images ingress instance interface job key keyring label login machine "
    "manifest mod module mount named namespace network networks node object organisation organization owner package "
    "passphrase passwd password path peer person pin plugin pod pods principal printer process profile project "
    "queue realm recipient registry release remote replicaset repo repository role schema secret sender server "
    "service session share snapshot sni ssid stack statefulset storageclass store subdomain subject submodule table "
    "tag target task tenant token topic unit upstream user username users vm volume volumes wifi workspace zone");

constexpr auto actionsOnNames = wordsOf<60>(
    "access attach attaching build chdir checkout chmod chown clone connect connecting contact contacting dear "
    "delete deleting dial exec fetch find hello inspect join joining kill login lookup lstat mkdir mount mounting "
    "open opening ping pull pulling push pushing reach readlink remove removing rename resolve resolving restart rm "
    "rmi run ssh start starting stat stop stopping symlink tag unlink unmount welcome");

constexpr auto prepositions = wordsOf<26>(
    "about against as at behind by called for from in inside into like named near of on onto over than to toward "
    "towards via with within");

constexpr auto secretWords = wordsOf<53>(
    "accesskey accesstoken apikey apitoken auth authorization authtoken bearer bearertoken clientsecret cookie "
    "credential credentials csrf csrftoken encryptionkey idtoken jsessionid jwt key kubeconfigdata masterkey nonce "
    "otp pass passcode passphrase passwd password phpsessid pin privatekey proxyauthorization psk pw pwd "
    "refreshtoken sas secret secretaccesskey secretkey session sessionid sessiontoken setcookie sid sig signature "
    "token webhook xapikey xauthtoken xsrftoken");

constexpr auto compounds = wordsOf<202>(
    "16-bit 32-bit 64-bit 8-bit accept-encoding access-control already-exists api-version as-is auto-detect "
    "auto-detected auto-restart back-off bad-request big-endian build-time built-in byte-order cache-control "
    "cap-add case-insensitive case-sensitive client-side command-line content-disposition content-encoding "
    "content-length content-type copy-on-write cross-device cross-origin dead-letter end-of-file end-of-input "
    "end-of-line end-of-stream end-to-end exit-code fast-forward file-backed file-based file-read-data "
    "file-read-metadata file-write-data first-class front-end health-check heap-buffer-overflow heap-use-after-free "
    "high-level host-only i386-linux if-match if-modified-since if-none-match in-flight in-memory in-place "
    "in-progress in-use io-error iso-8859-1 keep-alive key-value last-modified little-endian long-running long-term "
    "look-up loop-back low-level man-in-the-middle max-age memory-mapped multi-arch multi-part multi-stage "
    "mutually-exclusive no-cache no-op no-space no-store no-such-file node-gyp non-blocking non-empty non-existent "
    "non-existing non-fast-forward non-fatal non-interactive non-negative non-null non-recoverable non-root "
    "non-terminating non-tty non-zero not-found not-ready null-terminated off-by-one on-demand on-disk on-the-fly "
    "one-time open-source opt-in opt-out out-of-band out-of-bounds out-of-date out-of-disk out-of-memory "
    "out-of-order out-of-range out-of-sync peer-to-peer per-process per-user post-receive post-start pre-check "
    "pre-existing pre-flight pre-receive pre-start range-check rate-limit rate-limited re-authenticate re-create "
    "re-enter re-establish re-initialize re-open re-read re-run re-try re-use read-only read-write real-time "
    "retry-after roll-back root-level round-trip run-time seccomp-bpf self-signed self-test server-side set-up "
    "set-user-id sha-1 sha-256 shm-size short-name shut-down sign-in sign-up single-threaded size-limit "
    "stack-buffer-overflow stand-alone start-up sub-process system-wide tear-down third-party thread-safe time-out "
    "time-outs time-to-live timed-out too-large top-level trade-off transfer-encoding two-factor type-check "
    "un-mounted unqualified-search up-to-date use-after-free user-agent user-defined utf-16 utf-32 utf-8 "
    "well-formed well-known work-around world-readable world-writable write-only write-protected www-authenticate "
    "x-api-key x-request-id x86-64 zero-length");

constexpr auto schemes = wordsOf<80>(
    "amqp amqps app blob bolt chrome-extension coap containers-storage content data dict dir docker docker-archive "
    "docker-daemon fd file ftp ftps git gopher grpc gs h2c hdfs http https imap imaps jdbc kafka ldap ldaps mailto "
    "mongodb mqtt mqtts mysql nats news nfs npipe oci oci-archive podman pop3 postgres postgresql qrc redis rediss "
    "rsync rtsp s3 sftp sip smb smtp smtps socks socks4 socks5 socks5h ssh svn tcp tcp4 tcp6 tel telnet tls udp "
    "unix unixgram urn vnc vscode webpack ws wss");

constexpr auto hostEndings = wordsOf<93>(
    "academy agency app arpa art berlin biz blog cafe chat cloud club cluster com company consulting corp dev "
    "digital domain edu email example fritz gmbh gov group home host hosting info int internal internet intra "
    "intranet invalid jobs lan life live local localdomain localhost localnet london mil mobi museum name net "
    "network onion online org page party plus private pro prod run sbs services shop show site social software "
    "solutions space staging store studio support svc swiss systems team tech technology test tools top town travel "
    "vip wien wiki work world xyz zone");

constexpr auto fileEndings = wordsOf<217>(
    "7z apk app appimage asc avi avif bak bash bash_history bashrc bat bin bmp bz2 c cab cc cer cfg class cmake cmd "
    "conf cpp crt cs css csv cxx dat db deb der desktop dll dmg doc docx dylib ear env eps epub exe flatpak flv gem "
    "gif git gitconfig gitignore go gpg gpx gradle gz h har heic hpp htm html ico ics img ini ipynb iso jar java "
    "jpeg jpg js json jsonl jsx kdbx key keystore kt kts kube list lnk lock log lua m4a map markdown md mjs mkv mo "
    "mobi mov mp3 mp4 mpg msg msi mts netrc npmrc nupkg o odf odg odp ods odt ogg old orig ost otf out p12 pages "
    "parquet pcap pdf pem pfx phar php pid pkg pl plist png po pot ppk ppt pptx profile proj properties proto ps1 "
    "psd pst pub py pyc pyd qcow2 qml rar raw rb rc rdb rpm rs rst rtf save scss service sh sln so sock socket sql "
    "sqlite sqlite3 sqlitedb svg swift swp tar tbz tex tf tfstate tgz tif tiff timer tmp toml torrent ts tsv tsx "
    "ttf txt ui vcf vdi vhd vhdx vmdk vpk vue wasm wav webm webp whl wmv woff xls xlsm xlsx xml xsd xz yaml yml zip "
    "zsh zst");

// clang-format on

bool isListed(std::string_view lower)
{
    return has(grammarWords, lower) || has(technicalWords, lower);
}

bool isListedStem(std::string_view lower, std::string_view ending, std::string_view instead)
{
    if (lower.size() < ending.size() + 3 || lower.substr(lower.size() - ending.size()) != ending)
        return false;
    const std::string_view stem = lower.substr(0, lower.size() - ending.size());
    if (isListed(stem))
        return true;
    if (stem.size() > 3 && stem[stem.size() - 1] == stem[stem.size() - 2] && isListed(stem.substr(0, stem.size() - 1)))
        return true;
    constexpr std::size_t longest = 24;
    std::array<char, longest> buffer;
    if (instead.empty() || stem.size() + instead.size() > longest)
        return false;
    std::copy(instead.begin(), instead.end(), std::copy(stem.begin(), stem.end(), buffer.begin()));
    return isListed(std::string_view(buffer.data(), stem.size() + instead.size()));
}

} // namespace

bool isKnownWord(std::string_view lower)
{
    if (lower.empty() || lower.size() > 32)
        return false;
    return isListed(lower) || isListedStem(lower, "s", "") || isListedStem(lower, "es", "")
        || isListedStem(lower, "ies", "y") || isListedStem(lower, "ed", "e") || isListedStem(lower, "ing", "e")
        || isListedStem(lower, "ly", "");
}

bool isGrammarWord(std::string_view lower)
{
    return has(grammarWords, lower);
}

bool isNamedThing(std::string_view lower)
{
    return has(namedThings, lower);
}

bool isActionOnName(std::string_view lower)
{
    return has(actionsOnNames, lower);
}

bool isPreposition(std::string_view lower)
{
    return has(prepositions, lower);
}

bool isSecretWord(std::string_view lower)
{
    return has(secretWords, lower);
}

bool isKnownCompound(std::string_view lower)
{
    return has(compounds, lower);
}

bool isKnownScheme(std::string_view lower)
{
    return has(schemes, lower);
}

bool isHostEnding(std::string_view lower)
{
    return lower.size() == 2 || has(hostEndings, lower);
}

bool isFileEnding(std::string_view lower)
{
    return has(fileEndings, lower);
}

} // namespace candor
