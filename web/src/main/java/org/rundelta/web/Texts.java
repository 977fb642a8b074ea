package org.rundelta.web;

import java.util.List;
import org.teavm.dependency.BootstrapMethodSubstitutor;
import org.teavm.dependency.DynamicCallSite;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.model.instructions.NumericOperandType;

/** Has the browser put texts together, in place of a {@link StringBuilder}, which is large when compiled. */
final class Texts implements BootstrapMethodSubstitutor {
    /** Stands in a recipe where an argument goes. */
    private static final String ARGUMENT = "\1";

    @Override
    public ValueEmitter substitute(DynamicCallSite site, ProgramEmitter emitter) {
        String[] parts = site.getBootstrapArguments().get(0).getString().split(ARGUMENT, -1);
        List<ValueEmitter> arguments = site.getArguments();
        ValueEmitter text = emitter.constant(parts[0]);
        for (int i = 0; i < arguments.size(); i++) {
            text = joined(emitter, text, arguments.get(i));
            text = joined(emitter, text, emitter.constant(parts[i + 1]));
        }
        return text;
    }

    private static ValueEmitter joined(ProgramEmitter emitter, ValueEmitter text, ValueEmitter end) {
        ValueEmitter known = end.getType() == ValueType.LONG ? end.cast(NumericOperandType.DOUBLE) : end;
        return emitter.invoke(Natives.class, "join", String.class, text, known);
    }
}
