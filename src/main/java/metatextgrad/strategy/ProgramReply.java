package metatextgrad.strategy;

import metatextgrad.json.ProgramJson;
import metatextgrad.model.Program;
import metatextgrad.model.Tags;
import metatextgrad.prompt.TaggedText;

/** The program that a reply offers, which may still break the rules of programs. */
public sealed interface ProgramReply {
    /** The program, as the reply has it. */
    record Found(Program program) implements ProgramReply {}

    /** There is no program, for this reason. */
    record Missing(String reason) implements ProgramReply {}

    /**
     * Reads the program between the tags or in the only code fence. Without them the whole reply
     * counts if it has exactly one program.
     *
     * @param current the program to improve
     */
    static ProgramReply in(String reply, Tags tags, Program current) {
        return switch (TaggedText.in(reply, tags)) {
            case TaggedText.Found found -> read(found.text(), current);
            case TaggedText.Missing missing ->
                    read(reply, current) instanceof Found found
                            ? found
                            : new Missing(missing.reason());
        };
    }

    private static ProgramReply read(String text, Program current) {
        try {
            return new Found(ProgramJson.ofReply(text, current));
        } catch (IllegalArgumentException e) {
            return new Missing("the program " + e.getMessage());
        }
    }
}
