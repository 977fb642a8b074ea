package org.rundelta.web;

import java.util.SortedSet;
import java.util.TreeSet;
import org.teavm.backend.javascript.TeaVMJavaScriptHost;
import org.teavm.backend.javascript.codegen.SourceWriter;
import org.teavm.backend.javascript.rendering.RenderingManager;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHolder;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.util.ProgramUtils;
import org.teavm.vm.BuildTarget;
import org.teavm.vm.spi.AbstractRendererListener;
import org.teavm.vm.spi.TeaVMHost;

/**
 * Sets up the codec's classes when the script is loaded, not on first use: that would be asked at every access to a
 * static field, and is a fifth of the time of decoding. So what sets up one class may not use what another sets up. Nested classes are set
 * up on first use, or never.
 */
final class EarlySetUp {
    private static final MethodDescriptor ON_FIRST_USE = new MethodDescriptor("<clinit>", void.class);
    private static final MethodDescriptor EARLY = new MethodDescriptor("setUp", void.class);

    private final SortedSet<String> classes = new TreeSet<>();

    private EarlySetUp() {}

    static void install(TeaVMHost host) {
        EarlySetUp setUp = new EarlySetUp();
        host.add(setUp.new Keeping());
        host.getExtension(TeaVMJavaScriptHost.class).add(setUp.new Calling());
    }

    /** Gives the static initialiser of a class another name, so that it is a method like others. */
    static void rename(ClassHolder type) {
        MethodHolder initialiser = type.getMethod(ON_FIRST_USE);
        if (initialiser != null) {
            MethodHolder method = new MethodHolder(EARLY);
            method.setLevel(AccessLevel.PUBLIC);
            method.getModifiers().add(ElementModifier.STATIC);
            method.setProgram(ProgramUtils.copy(initialiser.getProgram()));
            type.removeMethod(initialiser);
            type.addMethod(method);
        }
    }

    /** Keeps these methods, though nothing that is compiled calls them. */
    private final class Keeping extends AbstractDependencyListener {
        @Override
        public void classReached(DependencyAgent agent, String type) {
            if (BrowserCode.isCodec(type) && agent.getClassSource().get(type).getMethod(EARLY) != null) {
                classes.add(type);
                agent.linkMethod(new MethodReference(type, EARLY)).use();
            }
        }
    }

    /** Calls them at the end of the script. */
    private final class Calling extends AbstractRendererListener {
        private SourceWriter script;

        @Override
        public void begin(RenderingManager manager, BuildTarget target) {
            script = manager.getWriter();
        }

        @Override
        public void complete() {
            for (String type : classes) {
                script.appendMethod(new MethodReference(type, EARLY))
                        .append("();")
                        .softNewLine();
            }
        }
    }
}
