package org.rundelta.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Has the first Ctrl-C end what has no end of its own, so that it is finished as if it had come to one; the next interrupts
 * the program, as the first does elsewhere.
 */
final class StopSignal {
    private StopSignal() {}

    /**
     * Waits for the signal.
     *
     * @param stop is run by another thread when it comes
     */
    static void on(Runnable stop) {
        try {
            // Every JDK has these classes (module jdk.unsupported), but the standard does not, so that javac hides
            // them.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            // The JVM's own handler, which ends the program as a polite kill does: what is open is closed.
            AtomicReference<Object> before =
                    new AtomicReference<>(handler.getField("SIG_DFL").get(null));
            InvocationHandler call = (proxy, method, args) -> {
                if (method.getName().equals("handle")) {
                    handle.invoke(null, interrupt, before.get());
                    stop.run();
                }
                return null;
            };
            Object handling = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
            before.set(handle.invoke(null, interrupt, handling));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java cannot wait for Ctrl-C", e);
        }
    }
}
