#pragma once

// clang in C++20 mode cannot compile qpdf 11's JSON.hh (a class that holds a vector of itself, with
// destructors defined inside it). Nothing here needs more of that class than its name, so its
// header is kept out by its own include guard.
#define JSON_HH
class JSON;

#include <qpdf/InputSource.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFStreamFilter.hh>
