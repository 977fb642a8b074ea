package org.rundelta.web;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.StringConcatFactory;
import org.teavm.classlib.impl.JCLPlugin;
import org.teavm.model.MethodReference;
import org.teavm.vm.spi.After;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** Tells TeaVM what to compile differently from what the JVM runs. */
@After(JCLPlugin.class)
public final class BrowserPlugin implements TeaVMPlugin {
    @Override
    public void install(TeaVMHost host) {
        EarlySetUp.install(host);
        host.add(new BrowserCode());
        host.add(
                new MethodReference(
                        StringConcatFactory.class,
                        "makeConcatWithConstants",
                        MethodHandles.Lookup.class,
                        String.class,
                        MethodType.class,
                        String.class,
                        Object[].class,
                        CallSite.class),
                new Texts());
    }
}
