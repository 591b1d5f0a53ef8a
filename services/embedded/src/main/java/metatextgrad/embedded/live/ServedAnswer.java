package metatextgrad.embedded.live;

/**
 * An answer of the application, and what the seed prompt would have answered.
 *
 * @param score of the version that answered, from 0 to 1
 * @param frozen score of the seed prompt on the same task
 */
record ServedAnswer(double score, double frozen) {}
