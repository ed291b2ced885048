using System.Collections.Frozen;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The headers of C, C++, POSIX, Linux and the compilers.</summary>
internal static class CHeaders
{
    private static readonly FrozenSet<string> Names = """
        assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h setjmp.h
        signal.h stdalign.h stdarg.h stdatomic.h stdbit.h stdbool.h stdckdint.h stddef.h stdint.h stdio.h stdlib.h
        stdnoreturn.h string.h tgmath.h threads.h time.h uchar.h wchar.h wctype.h

        algorithm any array atomic barrier bit bitset cassert ccomplex cctype cerrno cfenv cfloat charconv chrono
        cinttypes ciso646 climits clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp
        csignal cstdalign cstdarg cstdbool cstddef cstdint cstdio cstdlib cstring ctgmath ctime cuchar cwchar cwctype
        deque exception execution expected filesystem flat_map flat_set format forward_list fstream functional future
        generator initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map mdspan
        memory memory_resource mutex new numbers numeric optional ostream print queue random ranges ratio regex
        scoped_allocator semaphore set shared_mutex source_location span spanstream sstream stack stacktrace stdexcept
        stdfloat stop_token streambuf string string_view strstream syncstream system_error thread tuple type_traits
        typeindex typeinfo unordered_map unordered_set utility valarray variant vector version

        aio.h alloca.h argp.h argz.h ar.h byteswap.h cpio.h crypt.h dirent.h dlfcn.h elf.h endian.h envz.h err.h
        error.h execinfo.h fcntl.h features.h fmtmsg.h fnmatch.h fstab.h fts.h ftw.h getopt.h glob.h gnu-versions.h
        grp.h gshadow.h iconv.h ifaddrs.h langinfo.h lastlog.h libgen.h libintl.h limits.h link.h malloc.h mcheck.h
        memory.h mntent.h monetary.h mqueue.h ndbm.h netdb.h nl_types.h nss.h obstack.h paths.h poll.h printf.h
        proc_service.h pthread.h pty.h pwd.h re_comp.h regex.h regexp.h resolv.h sched.h search.h semaphore.h sgtty.h
        shadow.h spawn.h strings.h stropts.h syscall.h sysexits.h syslog.h tar.h termio.h termios.h thread_db.h
        trace.h ttyent.h ucontext.h ulimit.h unistd.h ustat.h utime.h utmp.h utmpx.h values.h wait.h wordexp.h cpuid.h
        immintrin.h x86intrin.h emmintrin.h xmmintrin.h pmmintrin.h tmmintrin.h smmintrin.h nmmintrin.h wmmintrin.h
        ammintrin.h mmintrin.h avxintrin.h avx2intrin.h arm_neon.h arm_acle.h arm_sve.h altivec.h unwind.h varargs.h
        quadmath.h omp.h sanitizer/asan_interface.h sanitizer/msan_interface.h sanitizer/tsan_interface.h
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static readonly string[] Folders =
    [
        "sys/",
        "linux/",
        "asm/",
        "asm-generic/",
        "arpa/",
        "net/",
        "netinet/",
        "netpacket/",
        "bits/",
        "gnu/",
        "rpc/",
        "scsi/",
        "mtd/",
        "rdma/",
        "sound/",
        "video/",
        "xen/",
        "drm/",
        "experimental/",
        "ext/",
        "netax25/",
        "netipx/",
        "nfs/",
        "protocols/",
    ];

    public static bool Contains(string name) =>
        Names.Contains(name) || Folders.Any(folder => name.StartsWith(folder, StringComparison.Ordinal));
}
