package metatextgrad.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process in order on the first signal, and at once on the second (RELIABILITY §10). */
public final class ForceQuitHandler {
    private static final int SIGNALLED = 128;

    private ForceQuitHandler() {}

    /** For {@code SIGTERM} and Ctrl-C of this process. */
    public static void ends() {
        AtomicInteger met = new AtomicInteger();
        handle("TERM", SIGNALLED + 15, met);
        handle("INT", SIGNALLED + 2, met);
    }

    /** By reflection: the JDK has no other API, and its compiler warns about this one. */
    private static void handle(String name, int code, AtomicInteger met) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler asked =
                    (proxy, method, arguments) -> {
                        if (!method.getName().equals("handle")) return null;
                        if (met.incrementAndGet() > 1) Runtime.getRuntime().halt(code);
                        Thread.ofPlatform().name("end").start(() -> exit(code));
                        return null;
                    };
            Object proxy =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(), new Class<?>[] {handler}, asked);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            // On other JVMs the first signal ends in order, the second has no effect.
        }
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void exit(int code) {
        System.exit(code);
    }
}
