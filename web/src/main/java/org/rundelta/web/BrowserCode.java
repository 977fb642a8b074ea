package org.rundelta.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.teavm.model.AccessLevel;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NullConstantInstruction;

/** What TeaVM compiles differently from what the JVM runs: smaller, or faster. */
public final class BrowserCode implements ClassHolderTransformer {
    /** Enough for pictures of 10,000 x 10,000 pixels. */
    private static final long MAX_MEMORY = 1L << 31;

    private static final String OURS = "org.rundelta.";
    private static final String FRAME_SYNTAX = "org.rundelta.codec.frame.";
    private static final MethodReference LEADING_ZEROS =
            new MethodReference(Integer.class, "numberOfLeadingZeros", int.class, int.class);

    /** Which class has what is called in place of the codec's methods. */
    private static final Map<String, Class<?>> REPLACED = Map.of(
            FRAME_SYNTAX + "Rows.copy", Natives.class,
            FRAME_SYNTAX + "Rows.of", Kernels.class,
            FRAME_SYNTAX + "MotionCompensation.predict", Kernels.class,
            FRAME_SYNTAX + "Components.toColours", Kernels.class);

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (type.getName().equals(Runtime.class.getName())) {
            type.addMethod(maxMemory(context));
        } else if (type.getName().equals(Object.class.getName())) {
            MethodHolder text = type.getMethod(new MethodDescriptor("toString", String.class));
            ProgramEmitter.create(text, context.getHierarchy())
                    .constant("object")
                    .returnValue();
        } else if (type.getName().startsWith(OURS)) {
            if (isCodec(type.getName()) && !type.getName().contains("$")) {
                EarlySetUp.rename(type);
            }
            boolean isSyntax = type.getName().startsWith(FRAME_SYNTAX);
            type.getMethods().stream()
                    .map(MethodHolder::getProgram)
                    .filter(program -> program != null)
                    .forEach(program -> transform(program, isSyntax));
        }
    }

    static boolean isCodec(String type) {
        return type.startsWith("org.rundelta.codec.");
    }

    /** TeaVM's {@link Runtime} has no limit, for which the decoder asks before it allocates. */
    private static MethodHolder maxMemory(ClassHolderTransformerContext context) {
        MethodHolder method = new MethodHolder("maxMemory", ValueType.LONG);
        method.setLevel(AccessLevel.PUBLIC);
        ProgramEmitter.create(method, context.getHierarchy())
                .constant(MAX_MEMORY)
                .returnValue();
        return method;
    }

    private static void transform(Program program, boolean isSyntax) {
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Instruction instruction = block.getFirstInstruction(); instruction != null; ) {
                Instruction next = instruction.getNext();
                if (instruction instanceof GetFieldInstruction get && isSyntax) {
                    leaveOutEncoding(get);
                } else if (instruction instanceof InvokeInstruction invoke) {
                    callNatively(invoke);
                }
                instruction = next;
            }
        }
    }

    /** The syntax is one for both directions; a decoder never writes, and chooses nothing. */
    private static void leaveOutEncoding(GetFieldInstruction get) {
        Instruction constant = constant(get.getField().getFieldName(), get.getReceiver());
        if (constant != null) {
            constant.setLocation(get.getLocation());
            get.replace(constant);
        }
    }

    private static Instruction constant(String field, Variable receiver) {
        if (field.equals("writing")) {
            IntegerConstantInstruction no = new IntegerConstantInstruction();
            no.setReceiver(receiver);
            return no;
        }
        if (field.equals("chooser")) {
            NullConstantInstruction none = new NullConstantInstruction();
            none.setReceiver(receiver);
            return none;
        }
        return null;
    }

    /** Arrays are filled and copied, leading zeros counted, and rows of samples worked on as browsers do it best. */
    private static void callNatively(InvokeInstruction invoke) {
        MethodReference method = invoke.getMethod();
        Class<?> other = isFill(method) || method.equals(LEADING_ZEROS)
                ? Natives.class
                : REPLACED.get(method.getClassName() + "." + method.getName());
        if (other != null) {
            List<Variable> arguments = new ArrayList<>(invoke.getArguments());
            List<ValueType> signature = new ArrayList<>(List.of(method.getSignature()));
            if (invoke.getInstance() != null) {
                arguments.add(0, invoke.getInstance());
                signature.add(0, ValueType.object(method.getClassName()));
            }
            invoke.setMethod(
                    new MethodReference(other.getName(), method.getName(), signature.toArray(ValueType[]::new)));
            invoke.setArguments(arguments.toArray(Variable[]::new));
            invoke.setInstance(null);
            invoke.setType(InvocationType.SPECIAL);
        }
    }

    private static boolean isFill(MethodReference method) {
        return method.getClassName().equals(Arrays.class.getName())
                && method.getName().equals("fill")
                && method.parameterType(method.parameterCount() - 1) != ValueType.BOOLEAN;
    }
}
