/**
 * After so long without a key or a list, ms, comes what would hold up the next list: the warmth of a large map, and texts that
 * have to be read from files. More than lies between two keys of most who type: what begins sooner is in the way of every
 * fifth key, and its list is late by a frame of 50 ms. Why a paper is in the list comes a little later, when they are there.
 */
export const CALM_MS = 250;
