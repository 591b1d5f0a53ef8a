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
        AtomicInteger signals = new AtomicInteger();
        handle("TERM", SIGNALLED + 15, signals);
        handle("INT", SIGNALLED + 2, signals);
    }

    /** By reflection: the JDK has no other API, and its compiler warns about this one. */
    private static void handle(String name, int code, AtomicInteger signals) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler onSignal =
                    (proxy, method, arguments) -> {
                        if (!method.getName().equals("handle")) return null;
                        if (signals.incrementAndGet() > 1) Runtime.getRuntime().halt(code);
                        Thread.ofPlatform().name("end").start(() -> exit(code));
                        return null;
                    };
            Object proxy =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(), new Class<?>[] {handler}, onSignal);
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
