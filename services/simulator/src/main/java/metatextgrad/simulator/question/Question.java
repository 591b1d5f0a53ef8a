package metatextgrad.simulator.question;

/** A question that was understood, and so can be solved. */
public sealed interface Question permits BracketQuestion, SortingQuestion, CountingQuestion {
    TaskFamily task();

    /** The right answer. */
    String target();

    /** The same for the same question, whatever text stands around it. */
    String identity();

    /** How much work it is: symbols, words or things. */
    int size();

    /** Where it stood in the text it was found in. */
    record Found(Question question, int start, int end) {}
}
