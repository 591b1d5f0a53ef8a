package metatextgrad.evaluator;

/**
 * The place of the answer in a reply.
 *
 * @param words its name in criticism
 * @param find function from the reply to the answer
 */
record Where(String words, Form find) {
    private static final String LINE = "`Answer:` line";

    static final Where ANSWER_LINE = new Where(LINE, AnswerLine::of);

    /** The form itself searches for the line. */
    static final Where REPLY = new Where(LINE, reply -> reply);
}
