package metatextgrad.conformance;

import java.util.List;
import metatextgrad.llm.Message;

/** The kind of a request (METHOD §2.4), derived from its text alone. */
enum PromptKind {
    PROGRAM,
    JUDGE,
    BACKWARD_BASE,
    BACKWARD_CHAINED,
    BACKWARD_FUNCTION,
    REDUCE,
    UPDATE,
    CONTRAST,
    STRUCTURE,
    META_PROMPT,
    META_STRUCTURE,
    DIAGNOSIS;

    static PromptKind of(List<Message> messages) {
        if (messages.size() == 1) return meta(messages.getLast().content());
        String system = messages.getFirst().content();
        String user = messages.getLast().content();
        if (system.startsWith("You compare answers")) return JUDGE;
        if (system.startsWith("You summarise criticism")) return REDUCE;
        if (user.startsWith("Improve the following text")) return UPDATE;
        if (user.startsWith("Add to the following text")) return UPDATE;
        if (user.startsWith("Find the rule")) return CONTRAST;
        if (user.startsWith("Write the following text in another form")) return UPDATE;
        if (user.startsWith("Say the same as the following text")) return UPDATE;
        if (user.startsWith("Improve the following pipeline")) return STRUCTURE;
        if (!system.startsWith("You are the gradient engine")) return PROGRAM;
        if (user.contains("<FUNCTION>")) return BACKWARD_FUNCTION;
        return user.contains("<FEEDBACK>") ? BACKWARD_CHAINED : BACKWARD_BASE;
    }

    private static PromptKind meta(String user) {
        if (MetaReplies.asksForPatterns(user)) return DIAGNOSIS;
        return MetaReplies.asksForStructure(user) ? META_STRUCTURE : META_PROMPT;
    }
}
