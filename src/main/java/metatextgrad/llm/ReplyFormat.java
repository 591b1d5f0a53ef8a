package metatextgrad.llm;

/**
 * The form of a reply. It is sent to servers that know JSON Schema. Others reply with text, and
 * readers accept both, so the form is no part of a call's id.
 */
public enum ReplyFormat {
    /** Any text. */
    TEXT,
    /** A whole program. */
    PROGRAM,
    /** An optimizer, composed of phases. */
    OPTIMIZER,
    /** A task description of an optimizer. */
    DESCRIPTION,
    /** What failures have in common. */
    PATTERNS,
    /** A rule that leads from inputs to right answers. */
    RULE,
    /** A new text for one prompt, after a reply without its tags. */
    REWRITE
}
